"use client";

import { type CSSProperties, memo, useMemo } from "react";
import type { Chapter } from "@/components/episodes/types";
import { formatClock } from "@/components/time/format-duration";
import { type Block, blocksOf, type ShownPhrase } from "./blocks";
import { idOf } from "./phrase-elements";
import type { Phrase } from "./types";

type PhrasesProps = {
  phrases: Phrase[];
  chapters: readonly Chapter[];
  /** Whether the reader may say who is meant by a name. */
  canName: boolean;
};

/** The text. Renders once: what is current, found or pointed at is marked on its elements from outside. */
export const Phrases = memo(function Phrases({ phrases, chapters, canName }: PhrasesProps) {
  const blocks = useMemo(() => blocksOf(phrases, chapters), [phrases, chapters]);
  return blocks.map((block) => <PhraseBlock key={block.phrases[0]?.index} block={block} canName={canName} />);
});

function PhraseBlock({ block, canName }: { block: Block; canName: boolean }) {
  return (
    <div
      className="transcript-block"
      style={{ "--wide": `${block.widePx}px`, "--narrow": `${block.narrowPx}px` } as CSSProperties}
    >
      {block.phrases.map((phrase) => (
        <PhraseRow key={phrase.index} phrase={phrase} canName={canName} />
      ))}
    </div>
  );
}

function PhraseRow({ phrase, canName }: { phrase: ShownPhrase; canName: boolean }) {
  const { index, start_ms: start, speaker, isTurn, text, chapters } = phrase;
  return (
    <>
      {chapters.map((chapter) => (
        <ChapterTitle key={chapter.start_ms} chapter={chapter} />
      ))}
      <div id={idOf(index)} className="phrase">
        {isTurn && (
          <h3 dir="auto" className="phrase-speaker">
            {canName ? (
              <button
                type="button"
                className="speaker-name"
                data-speaker={speaker}
                aria-haspopup="dialog"
                title="Who is this?"
              >
                {speaker}
              </button>
            ) : (
              speaker
            )}
          </h3>
        )}
        {start !== null && <TimeLink seconds={Math.floor(start / 1000)} />}
        <p dir="auto">{text}</p>
      </div>
    </>
  );
}

function ChapterTitle({ chapter: { start_ms: start, title } }: { chapter: Chapter }) {
  const seconds = Math.floor(start / 1000);
  return (
    <h3 dir="auto" className="phrase-chapter">
      <a href={`?t=${seconds}`} data-seconds={seconds} title={`Play from ${formatClock(seconds)}`}>
        {title}
      </a>
    </h3>
  );
}

function TimeLink({ seconds }: { seconds: number }) {
  const clock = formatClock(seconds);
  return (
    <span className="phrase-time">
      <a href={`?t=${seconds}`} data-seconds={seconds} aria-label={`Play from ${clock}`}>
        {clock}
      </a>
      <button type="button" tabIndex={-1} data-copy={seconds} aria-label={`Copy a link to ${clock}`} />
    </span>
  );
}
