import { alignWords, shareInCommon, type WordRun } from "./align-words";
import type { Phrase } from "./phrases";
import type { ComparedRow, ComparedText } from "./transcripts.schema";

/** About three lines on each side: short enough to see what belongs together. */
const ROW_WORDS = 45;

/**
 * Two versions of a transcript in rows that say the same, each row with the stretches that only one side has. A row begins with
 * a phrase of the left side.
 */
export function compareTranscripts(
  left: readonly Phrase[],
  right: readonly Phrase[],
): { rows: ComparedRow[]; similarity: number } {
  const [a, b] = [wordsOf(left), wordsOf(right)];
  const runs = alignWords(a.words, b.words);
  const rows: ComparedRow[] = [];
  let row = emptyRow(left[0]?.startMs ?? right[0]?.startMs ?? null);
  let count = 0;
  const endRow = (startMs: number | null) => {
    if (count > 0) rows.push(row);
    row = emptyRow(startMs);
    count = 0;
  };
  for (const piece of runs.flatMap((run) => cutAtPhrases(run, a.starts))) {
    const phrase = a.starts.get(piece.left.from);
    if (phrase && count >= ROW_WORDS && piece.kind !== "right") endRow(phrase.startMs);
    if (piece.kind !== "right") add(row.left, a.words.slice(piece.left.from, piece.left.to), piece.kind);
    if (piece.kind !== "left") add(row.right, b.words.slice(piece.right.from, piece.right.to), piece.kind);
    count += Math.max(piece.left.to - piece.left.from, piece.right.to - piece.right.from);
  }
  endRow(null);
  return { rows, similarity: shareInCommon(runs) };
}

const emptyRow = (startMs: number | null): ComparedRow => ({ start_ms: startMs, left: [], right: [] });

function add(side: ComparedText[], words: readonly string[], kind: WordRun["kind"]): void {
  const isDifferent = kind !== "both";
  const last = side.at(-1);
  if (last?.is_different === isDifferent) last.text += ` ${words.join(" ")}`;
  else side.push({ text: words.join(" "), is_different: isDifferent });
}

/** A run in pieces, so that a row can begin where a phrase of the left side does. */
function cutAtPhrases(run: WordRun, starts: ReadonlyMap<number, Phrase>): WordRun[] {
  const cuts: number[] = [];
  for (let at = run.left.from + 1; at < run.left.to; at++) if (starts.has(at)) cuts.push(at);
  const edges = [run.left.from, ...cuts, run.left.to];
  if (cuts.length === 0) return [run];
  const rightAt = (at: number) => (run.kind === "both" ? run.right.from + at - run.left.from : run.right.from);
  return edges.slice(1).map((to, index) => {
    const from = edges[index] ?? run.left.from;
    return { kind: run.kind, left: { from, to }, right: { from: rightAt(from), to: rightAt(to) } };
  });
}

function wordsOf(phrases: readonly Phrase[]): { words: string[]; starts: Map<number, Phrase> } {
  const words: string[] = [];
  const starts = new Map<number, Phrase>();
  for (const phrase of phrases) {
    starts.set(words.length, phrase);
    words.push(...phrase.text.split(/\s+/).filter(Boolean));
  }
  return { words, starts };
}
