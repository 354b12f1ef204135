import type { CaptionRun } from "./caption-text";
import { oneLine } from "./one-line";

/** A caption with its lines read. Times in milliseconds. */
export type Caption = { startMs: number; endMs: number | null; lines: CaptionRun[][] };

// In a file that rolls, nearly every caption repeats; chance repetitions ("No." "No.") are far rarer.
const ROLLING_SHARE = 0.5;

/**
 * Takes the repetition out of rolling captions. Live and automatic captions (YouTube) show the previous line again above
 * the new one; what was said once must be read once. Files that do not roll come back as they are.
 */
export function unrollCaptions(captions: readonly Caption[]): readonly Caption[] {
  const texts = captions.map((caption) => caption.lines.map(lineText));
  const repeats = captions.map((caption, index) => {
    const previous = captions[index - 1];
    return previous && follows({ before: previous, now: caption })
      ? repeatedLines({ before: texts[index - 1] ?? [], now: texts[index] ?? [] })
      : 0;
  });
  if (!isRolling(repeats, texts)) return captions;

  return captions.map((caption, index) => ({ ...caption, lines: caption.lines.slice(repeats[index]) }));
}

function isRolling(repeats: readonly number[], texts: readonly string[][]): boolean {
  const repeating = repeats.filter((count) => count > 0).length;
  const rolls = repeats.some((count, index) => count > 0 && count < (texts[index] ?? []).length);
  return rolls && repeating >= Math.min(2, repeats.length - 1) && repeating >= (repeats.length - 1) * ROLLING_SHARE;
}

/** How many of the first lines of `now` are the last lines of `before`. */
function repeatedLines({ before, now }: { before: readonly string[]; now: readonly string[] }): number {
  for (let count = Math.min(before.length, now.length); count > 0; count--) {
    const tail = before.slice(before.length - count);
    if (tail.every((line, index) => line === now[index])) return count;
  }
  return 0;
}

// The next caption comes at once, but for rounding; a later repetition is somebody who says it again.
const follows = ({ before, now }: { before: Caption; now: Caption }) =>
  before.endMs === null || now.startMs - before.endMs < 1000;

const lineText = (runs: readonly CaptionRun[]) => oneLine(runs.map((run) => run.text).join(""));
