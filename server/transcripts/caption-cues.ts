import type { CaptionBlock } from "./caption-blocks";
import { type CaptionRun, readCaptionText } from "./caption-text";
import type { Cue, Word } from "./cue";
import { joinTexts, oneLine } from "./one-line";
import { type Caption, unrollCaptions } from "./rolling-captions";
import { nameSpeakers } from "./speakers";
import { type CueDraft, tidyCues } from "./tidy-cues";

/** Turns the blocks of a caption file (WebVTT, SRT) into cues with speakers and, where the markup has times, words. */
export function captionCues(blocks: readonly CaptionBlock[]): Cue[] {
  const captions = blocks.map((block) => ({ ...block, lines: readLines(block.lines) }));
  const cues = tidyCues(unrollCaptions(captions).flatMap(draftsOf));
  return cues.some((cue) => cue.speaker) ? cues : nameSpeakers(cues);
}

/** A tag may stretch over several lines, so the markup is read first and the lines are cut afterwards. */
function readLines(lines: readonly string[]): CaptionRun[][] {
  const read: CaptionRun[][] = [[]];
  for (const run of readCaptionText(lines.join("\n"))) {
    for (const [index, text] of run.text.split("\n").entries()) {
      if (index > 0) read.push([]);
      read.at(-1)?.push({ ...run, text });
    }
  }
  return read.filter((runs) => runs.some((run) => run.text.trim() !== ""));
}

/** One cue per voice: people who speak in one caption share its times. */
function draftsOf(caption: Caption): CueDraft[] {
  const turns: { voice: string | undefined; lines: CaptionRun[][] }[] = [];
  for (const line of caption.lines) {
    for (const [index, run] of line.entries()) {
      const turn = turns.at(-1);
      const continues = turn && (run.voice === undefined || turn.voice === undefined || run.voice === turn.voice);
      if (!continues) turns.push({ voice: run.voice, lines: [[run]] });
      else {
        turn.voice ??= run.voice;
        if (index === 0) turn.lines.push([run]);
        else turn.lines.at(-1)?.push(run);
      }
    }
  }
  return turns.map(({ voice, lines }) => {
    const words = wordsOf(caption, lines.flat());
    return {
      startMs: caption.startMs,
      endMs: caption.endMs,
      text: joinTexts(lines.map((runs) => oneLine(runs.map((run) => run.text).join("")))),
      ...(voice ? { speaker: oneLine(voice) } : {}),
      ...(words.length > 0 ? { words } : {}),
    };
  });
}

/** The stretches between inline times; the first begins with the caption. No inline time, no words. */
function wordsOf(caption: Caption, runs: readonly CaptionRun[]): Word[] {
  const latest = caption.endMs ?? Number.POSITIVE_INFINITY;
  const isInside = (ms: number | undefined): ms is number => ms !== undefined && ms >= caption.startMs && ms <= latest;
  if (!runs.some((run) => isInside(run.atMs))) return [];

  const words: Word[] = [];
  for (const run of runs) {
    const startMs = isInside(run.atMs) ? run.atMs : (words.at(-1)?.startMs ?? caption.startMs);
    const word = words.at(-1);
    if (word && word.startMs === startMs) word.text = `${word.text}${run.text}`;
    else words.push({ startMs, endMs: startMs, text: run.text });
  }
  const spoken = words.map((word) => ({ ...word, text: oneLine(word.text) })).filter((word) => word.text !== "");
  return spoken.map((word, index) => ({ ...word, endMs: spoken[index + 1]?.startMs ?? caption.endMs ?? word.startMs }));
}
