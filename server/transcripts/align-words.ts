import { diffArrays } from "diff";
import { longestAscending } from "./longest-ascending";

/** A run of words that both texts have, or only one of them. Indexes into the lists of words. */
export type WordRun = {
  kind: "both" | "left" | "right";
  left: { from: number; to: number };
  right: { from: number; to: number };
};

/** So many words in a row, found once in each text, are the same place. */
const ANCHOR_WORDS = 4;
/** Between two anchors; what differs by more is not compared word by word. */
const MOST_EDITS = 1500;

/**
 * Lays two tellings of one speech side by side, word by word. Words are compared without case and punctuation. Runs of words
 * that occur once in each text hold them together, so that also hours of speech are compared in a moment.
 */
export function alignWords(left: readonly string[], right: readonly string[]): WordRun[] {
  const a = left.map(plain);
  const b = right.map(plain);
  const runs: WordRun[] = [];
  let [i, j] = [0, 0];
  for (const anchor of [...anchorsOf(a, b), { left: a.length, right: b.length }]) {
    if (anchor.left < i || anchor.right < j) continue; // lies within the last one
    for (const change of changesOf(a.slice(i, anchor.left), b.slice(j, anchor.right))) {
      [i, j] = addRun(runs, change, i, j);
    }
    while (i < a.length && j < b.length && a[i] === b[j]) [i, j] = addRun(runs, { kind: "both", count: 1 }, i, j);
  }
  return runs;
}

/** The share of words that both have, of the longer text: 0 to 1. */
export function shareInCommon(runs: readonly WordRun[]): number {
  const lengthOf = (side: "left" | "right") => Math.max(0, ...runs.map((run) => run[side].to));
  const common = runs.reduce((sum, run) => sum + (run.kind === "both" ? run.left.to - run.left.from : 0), 0);
  return common / Math.max(1, lengthOf("left"), lengthOf("right"));
}

type Change = { kind: WordRun["kind"]; count: number };

function changesOf(a: string[], b: string[]): Change[] {
  const whole: Change[] = [
    { kind: "left", count: a.length },
    { kind: "right", count: b.length },
  ];
  if (a.length === 0 || b.length === 0) return whole;
  const diff = diffArrays(a, b, { maxEditLength: MOST_EDITS });
  return (
    diff?.map(({ added, removed, count }) => ({ kind: added ? "right" : removed ? "left" : "both", count })) ?? whole
  );
}

/** Answers where the texts stand afterwards. */
function addRun(runs: WordRun[], { kind, count }: Change, i: number, j: number): [number, number] {
  if (count === 0) return [i, j];
  const left = { from: i, to: kind === "right" ? i : i + count };
  const right = { from: j, to: kind === "left" ? j : j + count };
  const last = runs.at(-1);
  if (last?.kind === kind) {
    last.left.to = left.to;
    last.right.to = right.to;
  } else runs.push({ kind, left, right });
  return [left.to, right.to];
}

function anchorsOf(a: readonly string[], b: readonly string[]): { left: number; right: number }[] {
  const places = placesOf(b);
  const found = [...placesOf(a)].map(([words, left]) => ({ left, right: places.get(words) ?? -1 }));
  const pairs = found.filter(({ left, right }) => left >= 0 && right >= 0);
  const run = longestAscending(pairs.map(({ right }) => right));
  return pairs.filter((_, index) => run.has(index));
}

/** Where each sequence of words begins; -1 if it occurs more than once. */
function placesOf(words: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  for (let index = 0; index + ANCHOR_WORDS <= words.length; index++) {
    const key = words.slice(index, index + ANCHOR_WORDS).join(" ");
    places.set(key, places.has(key) ? -1 : index);
  }
  return places;
}

/** A word that is nothing but punctuation stays as it is. */
const plain = (word: string) => word.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "") || word;
