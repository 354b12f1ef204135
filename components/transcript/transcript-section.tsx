"use client";

import { audioSourceOf } from "@/components/audio/audio-job";
import { AudioMenu } from "@/components/audio/audio-menu";
import { AudioProgress } from "@/components/audio/audio-progress";
import { describeSource } from "@/components/episodes/state-view";
import type { Episode } from "@/components/episodes/types";
import { PlayerBar } from "@/components/player/player-bar";
import { ExportMenu } from "./export-menu";
import { FindBar } from "./find-bar";
import { phraseAt } from "./phrase-at";
import { TranscriptView } from "./transcript-view";
import type { Transcript } from "./types";
import { useFind } from "./use-find";

type TranscriptSectionProps = {
  episode: Episode;
  transcript: Transcript;
  startSeconds: number | null;
  query: string;
};

/** Player and tools stay in reach while the text goes by. */
export function TranscriptSection({ episode, transcript, startSeconds, query }: TranscriptSectionProps) {
  const { version, phrases } = transcript;
  const phrase = startSeconds === null ? null : phraseAt(phrases, startSeconds);
  const find = useFind(phrases, { query, phrase });
  return (
    <section aria-labelledby="transcript" className="mt-8">
      <div className="sticky top-0 z-10 -mx-4 bg-canvas/95 px-4 pt-2 pb-3 backdrop-blur-sm md:-mx-2 md:px-2 md:pt-4">
        <PlayerBar src={audioSourceOf(episode)} title={episode.title} />
        <div className="mt-2.5 flex gap-2">
          <FindBar find={find} />
          <ExportMenu episodeId={episode.id} isTimed={version.is_timed} />
          <AudioMenu episode={episode} />
        </div>
        <AudioProgress episode={episode} className="mt-2.5" />
      </div>
      <h2 id="transcript" className="mt-5 font-semibold text-lg tracking-tight">
        Transcript
      </h2>
      <p className="mt-0.5 text-faint text-sm">
        {describeSource(version.source)}
        {!version.is_timed && ", without times"}
      </p>
      <TranscriptView transcript={transcript} startSeconds={startSeconds} />
    </section>
  );
}
