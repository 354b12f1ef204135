"use client";

import { type CSSProperties, memo, useMemo } from "react";
import { formatClock } from "@/components/time/format-duration";
import { type Block, blocksOf, type ShownPhrase } from "./blocks";
import { idOf } from "./phrase-elements";
import type { Phrase } from "./types";

/** The text. Renders once: what is current, found or pointed at is marked on its elements from outside. */
export const Phrases = memo(function Phrases({ phrases }: { phrases: Phrase[] }) {
  const blocks = useMemo(() => blocksOf(phrases), [phrases]);
  return blocks.map((block) => <PhraseBlock key={block.phrases[0]?.index} block={block} />);
});

function PhraseBlock({ block }: { block: Block }) {
  return (
    <div
      className="transcript-block"
      style={{ "--wide": `${block.widePx}px`, "--narrow": `${block.narrowPx}px` } as CSSProperties}
    >
      {block.phrases.map((phrase) => (
        <PhraseRow key={phrase.index} phrase={phrase} />
      ))}
    </div>
  );
}

function PhraseRow({ phrase: { index, start_ms: start, speaker, isTurn, text } }: { phrase: ShownPhrase }) {
  return (
    <div id={idOf(index)} className="phrase">
      {isTurn && (
        <h3 dir="auto" className="phrase-speaker">
          {speaker}
        </h3>
      )}
      {start !== null && <TimeLink seconds={Math.floor(start / 1000)} />}
      <p dir="auto">{text}</p>
    </div>
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
