"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { audioSourceOf } from "@/components/audio/audio-job";
import { AudioProgress } from "@/components/audio/audio-progress";
import { ChapterList } from "@/components/chapters/chapter-list";
import { useChapters } from "@/components/chapters/use-chapters";
import { PlayerBar } from "@/components/player/player-bar";
import { PlayerProvider } from "@/components/player/player-context";
import { TranscriptSection } from "@/components/transcript/transcript-section";
import type { Phrase, Transcript } from "@/components/transcript/types";
import { useTRPC } from "@/components/trpc/client";
import { useJobChanges } from "@/components/trpc/use-job-changes";
import { EpisodeHeader } from "./episode-header";
import { MissingTranscript } from "./missing-transcript";
import { readableInputOf } from "./readable-input";
import { ShowNotes } from "./show-notes";

type EpisodeViewProps = {
  id: number;
  /** A version to read in place of the one that is shown. */
  versionId: number | null;
  startSeconds: number | null;
  query: string;
};

const NO_PHRASES: readonly Phrase[] = [];

/** An episode: what it is, its audio and its words. */
export function EpisodeView({ id, versionId, startSeconds, query }: EpisodeViewProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: episode } = useQuery(trpc.episodes.get.queryOptions({ id }));
  const readable = useQuery(trpc.episodes.readable.queryOptions(readableInputOf(id, versionId)));
  const chapters = useChapters(id);
  useJobChanges({ episodeId: id }, () => {
    void queryClient.invalidateQueries(trpc.episodes.get.queryFilter({ id }));
    void queryClient.invalidateQueries(trpc.episodes.transcripts.queryFilter({ id }));
    if (!readable.data) void queryClient.invalidateQueries(trpc.episodes.readable.queryFilter({ id }));
  });
  if (!episode) return null;
  const transcript = readable.data;

  return (
    <PlayerProvider duration={episode.duration_seconds || endOf(transcript)}>
      <article>
        <EpisodeHeader episode={episode} />
        {episode.description && <ShowNotes html={episode.description} />}
        <ChapterList chapters={chapters} phrases={transcript?.phrases ?? NO_PHRASES} />
        {transcript ? (
          <TranscriptSection
            episode={episode}
            transcript={transcript}
            chapters={chapters}
            startSeconds={startSeconds}
            query={query}
          />
        ) : (
          <>
            <div className="mt-8">
              <PlayerBar src={audioSourceOf(episode)} title={episode.title} chapters={chapters} />
              <AudioProgress episode={episode} className="mt-2.5" />
            </div>
            <MissingTranscript episode={episode} isUnreadable={episode.has_transcript && readable.isError} />
          </>
        )}
      </article>
    </PlayerProvider>
  );
}

/** How long the audio is at least, where the feed does not say. */
function endOf(transcript: Transcript | null | undefined): number | null {
  const end = transcript?.phrases.at(-1)?.end_ms ?? null;
  return end === null ? null : end / 1000;
}
