"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { audioSourceOf } from "@/components/audio/audio-job";
import { AudioMenu } from "@/components/audio/audio-menu";
import { AudioProgress } from "@/components/audio/audio-progress";
import type { Chapter, Episode } from "@/components/episodes/types";
import { PlayerBar } from "@/components/player/player-bar";
import { SpeakerLine } from "@/components/speakers/speaker-line";
import { useStandingOut } from "@/components/speakers/use-standing-out";
import { useVoices } from "@/components/speakers/use-voices";
import { VersionLine } from "@/components/versions/version-line";
import { ExportMenu } from "./export-menu";
import { FindBar } from "./find-bar";
import { phraseAt } from "./phrase-at";
import { TranscriptView } from "./transcript-view";
import type { Transcript } from "./types";
import { useFind } from "./use-find";

const OtherVersionNotice = dynamic(() =>
  import("@/components/versions/other-version-notice").then((module) => module.OtherVersionNotice),
);
const NameSpeaker = dynamic(() => import("@/components/speakers/name-speaker").then((module) => module.NameSpeaker), {
  ssr: false,
});

type TranscriptSectionProps = {
  episode: Episode;
  transcript: Transcript;
  chapters: readonly Chapter[];
  startSeconds: number | null;
  query: string;
};

/** Player and tools stay in reach while the text goes by. */
export function TranscriptSection({ episode, transcript, chapters, startSeconds, query }: TranscriptSectionProps) {
  const { version, phrases } = transcript;
  const phrase = startSeconds === null ? null : phraseAt(phrases, startSeconds);
  const find = useFind(phrases, { query, phrase });
  const voices = useVoices(episode.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const named = voices.find((voice) => voice.shown === asked);
  useStandingOut(phrases, voices.some((voice) => voice.shown === chosen) ? chosen : null);
  return (
    <section aria-labelledby="transcript" className="mt-8">
      <div className="sticky top-0 z-10 -mx-4 bg-canvas/95 px-4 pt-2 pb-3 backdrop-blur-sm md:-mx-2 md:px-2 md:pt-4">
        <PlayerBar src={audioSourceOf(episode)} title={episode.title} chapters={chapters} />
        <div className="mt-2.5 flex gap-2">
          <FindBar find={find} />
          <ExportMenu version={version} />
          <AudioMenu episode={episode} />
        </div>
        <AudioProgress episode={episode} className="mt-2.5" />
      </div>
      <h2 id="transcript" className="mt-5 font-semibold text-lg tracking-tight">
        Transcript
      </h2>
      <VersionLine episode={episode} version={version} />
      {version.is_preferred ? (
        <SpeakerLine voices={voices} chosen={chosen} onChoose={setChosen} />
      ) : (
        <OtherVersionNotice version={version} />
      )}
      <TranscriptView
        transcript={transcript}
        chapters={chapters}
        startSeconds={startSeconds}
        onName={version.is_preferred ? setAsked : null}
      />
      {named && <NameSpeaker episode={episode} voice={named} voices={voices} onClose={() => setAsked(null)} />}
    </section>
  );
}
