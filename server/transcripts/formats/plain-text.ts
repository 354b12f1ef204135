import type { Paragraph, ParsedTranscript, TranscriptFormat } from "../cue";
import { longestAscending } from "../longest-ascending";
import { withoutFrontMatter, withoutMarkdown } from "../markdown-text";
import { isRefusalText } from "../not-a-transcript";
import { joinTexts, oneLine } from "../one-line";
import { nameSpeakers } from "../speakers";
import { type CueDraft, tidyCues } from "../tidy-cues";
import { timedOr } from "../timed-transcript";
import { opensTurn, readTurnHead, type TurnHead } from "../turn-head";
import type { TranscriptReader } from "./format";

// A longer run of lines without a blank one is a list of utterances, not a wrapped paragraph.
const MOST_WRAPPED_LINES = 20;
// Times make cues if this share of the paragraphs has one, for long turns run over several. Fewer are chapter marks.
const TIMED_SHARE = 0.3;
// Hand-made transcripts mistype a time here and there.
const ORDERED_SHARE = 0.95;

/** Plain text and Markdown: paragraphs, and cues where the paragraphs carry times. */
export const plainText: TranscriptReader = {
  format: "text",
  recognises: () => true,
  read(text) {
    if (isRefusalText(text)) return { kind: "empty", because: "the text is an error message, not a transcript" };
    return readParagraphs(turnsOf(withoutMarkdown(withoutFrontMatter(text))), { format: "text" });
  },
};

/** Reads paragraphs, each on one line, with the names and times that stand before them. */
export function readParagraphs(
  texts: readonly string[],
  { format, language }: { format: TranscriptFormat; language?: string | undefined },
): ParsedTranscript {
  const lines = texts.map(oneLine).filter((text) => text !== "");
  return timedOr({ format, cues: nameSpeakers(tidyCues(timedTurns(lines))), language }, () => {
    const paragraphs = nameSpeakers<Paragraph>(lines.map((text) => ({ text })));
    if (paragraphs.length === 0) return { kind: "empty", because: "the file holds no text" };
    return { kind: "untimed", format, ...(language ? { language } : {}), paragraphs };
  });
}

/** Cuts tidy lines into turns: at blank lines, before a name or time, and at every line of a long run. */
function turnsOf(lines: readonly string[]): string[] {
  const turns: string[] = [];
  let block: string[] = [];

  const endBlock = () => {
    const isList = block.length > MOST_WRAPPED_LINES;
    let turn: string[] = [];
    for (const line of block) {
      if (turn.length > 0 && (isList || opensTurn(line) || isBareHead(turn))) {
        turns.push(joinTexts(turn));
        turn = [];
      }
      turn.push(line);
    }
    if (turn.length > 0) turns.push(joinTexts(turn));
    block = [];
  };
  for (const line of lines) {
    if (line === "") endBlock();
    else block.push(line);
  }
  endBlock();
  return turns;
}

/** Whether a time or a name has a line of its own, so that the next line is what is said. */
const isBareHead = ([line = "", ...others]: readonly string[]) => others.length === 0 && readTurnHead(line).text === "";

/** The turns as cues, or nothing unless enough of them have a time and the times go forward. */
function timedTurns(lines: readonly string[]): CueDraft[] {
  const drafts: (CueDraft & { isTimed: boolean })[] = [];
  const nothing: TurnHead = { startMs: null, endMs: null, label: "", text: "" };
  let pending = nothing;

  for (const line of lines) {
    const head = readTurnHead(line);
    if (head.startMs !== null && pending.label !== "") {
      // A label and a time with nothing said before the next time: a chapter in a list.
      const { startMs, endMs, label } = pending;
      drafts.push({ startMs: startMs ?? 0, endMs, text: label, isTimed: startMs !== null });
      pending = nothing;
    }
    if (head.text === "") {
      pending = head;
      continue;
    }
    const startMs = head.startMs ?? pending.startMs;
    const label = head.label || pending.label;
    const text = label === "" ? head.text : `${label.replace(/[:：]$/, "")}: ${head.text}`;
    drafts.push({
      startMs: startMs ?? 0,
      endMs: head.startMs === null ? pending.endMs : head.endMs,
      text,
      isTimed: startMs !== null,
    });
    pending = nothing;
  }

  const times = drafts.map((draft) => (draft.isTimed ? draft.startMs : null));
  const timedCount = times.filter((time) => time !== null).length;
  const inOrder = longestAscending(times);
  const isTimed = timedCount >= Math.min(2, drafts.length) && timedCount >= drafts.length * TIMED_SHARE;
  if (!isTimed || inOrder.size < timedCount * ORDERED_SHARE) return [];
  return gathered(drafts.map((draft, index) => ({ ...draft, isTimed: inOrder.has(index) })));
}

/** A turn without a time belongs to the one before it; before the first time, to the first. */
function gathered(drafts: readonly (CueDraft & { isTimed: boolean })[]): CueDraft[] {
  const cues: { draft: CueDraft; texts: string[] }[] = [];
  let nowMs = drafts.find((draft) => draft.isTimed)?.startMs ?? 0;
  for (const { isTimed, ...draft } of drafts) {
    if (isTimed) nowMs = draft.startMs;
    const last = cues.at(-1);
    if (last && !isTimed && !opensTurn(draft.text)) last.texts.push(draft.text);
    else cues.push({ draft: { ...draft, startMs: nowMs, endMs: isTimed ? draft.endMs : null }, texts: [draft.text] });
  }
  return cues.map(({ draft, texts }) => ({ ...draft, text: joinTexts(texts) }));
}
