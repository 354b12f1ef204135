import type { Cue } from "./cue";
import { oneLine } from "./one-line";

/** A cue as a file has it: its end may be unknown, its text may be of several lines. */
export type CueDraft = Omit<Cue, "endMs"> & { endMs: number | null };

// The end of a last cue without one: at this pace people read subtitles aloud.
const MS_PER_CHARACTER = 65;
const SHORTEST_GUESS_MS = 1000;
// The database keeps times as 32-bit integers: 24 days.
const LATEST_MS = 2_147_483_647;

/**
 * Orders cues by their start (equal starts stay as they came), drops those without text, and gives each an end that is
 * not before its start: where the file says none, the next start.
 */
export function tidyCues(drafts: readonly CueDraft[]): Cue[] {
  const kept = drafts
    .map((draft) => ({ ...draft, text: oneLine(draft.text), startMs: withinRange(draft.startMs) }))
    .filter((draft) => draft.text !== "" && !Number.isNaN(draft.startMs))
    .sort((a, b) => a.startMs - b.startMs);
  const laterStarts = startsAfter(kept.map((draft) => draft.startMs));

  return kept.map((draft, index) => ({ ...draft, endMs: endOf(draft, laterStarts[index] ?? null) }));
}

/** For each of the ordered starts, the next one that is later. */
function startsAfter(starts: readonly number[]): (number | null)[] {
  const later: (number | null)[] = new Array(starts.length).fill(null);
  for (let index = starts.length - 2; index >= 0; index--) {
    const next = starts[index + 1] ?? null;
    later[index] = next === starts[index] ? (later[index + 1] ?? null) : next;
  }
  return later;
}

function endOf(draft: CueDraft, nextStartMs: number | null): number {
  const { startMs, endMs, text } = draft;
  if (endMs !== null && endMs >= startMs) return withinRange(endMs);
  return nextStartMs ?? withinRange(startMs + Math.max(SHORTEST_GUESS_MS, text.length * MS_PER_CHARACTER));
}

const withinRange = (ms: number) => Math.min(Math.max(Math.round(ms), 0), LATEST_MS);
