"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { audioSourceOf } from "@/components/audio/audio-job";
import { AudioProgress } from "@/components/audio/audio-progress";
import { PlayerBar } from "@/components/player/player-bar";
import { PlayerProvider } from "@/components/player/player-context";
import { TranscriptSection } from "@/components/transcript/transcript-section";
import type { Transcript } from "@/components/transcript/types";
import { useTRPC } from "@/components/trpc/client";
import { useJobChanges } from "@/components/trpc/use-job-changes";
import { EpisodeHeader } from "./episode-header";
import { MissingTranscript } from "./missing-transcript";
import { ShowNotes } from "./show-notes";

type EpisodeViewProps = { id: number; startSeconds: number | null; query: string };

/** An episode: what it is, its audio and its words. */
export function EpisodeView({ id, startSeconds, query }: EpisodeViewProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: episode } = useQuery(trpc.episodes.get.queryOptions({ id }));
  const readable = useQuery(trpc.episodes.readable.queryOptions({ id }));
  useJobChanges({ episodeId: id }, () => {
    void queryClient.invalidateQueries(trpc.episodes.get.queryFilter({ id }));
    if (!readable.data) void queryClient.invalidateQueries(trpc.episodes.readable.queryFilter({ id }));
  });
  if (!episode) return null;
  const transcript = readable.data;

  return (
    <PlayerProvider duration={episode.duration_seconds || endOf(transcript)}>
      <article>
        <EpisodeHeader episode={episode} />
        {episode.description && <ShowNotes html={episode.description} />}
        {transcript ? (
          <TranscriptSection episode={episode} transcript={transcript} startSeconds={startSeconds} query={query} />
        ) : (
          <>
            <div className="mt-8">
              <PlayerBar src={audioSourceOf(episode)} title={episode.title} />
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
