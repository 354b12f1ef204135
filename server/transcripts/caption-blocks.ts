import { readTimestamp } from "./timestamp";

/** A timing line and the lines under it, as in WebVTT and SRT. Times in milliseconds. */
export type CaptionBlock = { startMs: number; endMs: number | null; lines: string[] };

const ARROW = /[ \t]*-{1,3}>[ \t]*/y;
// SBV, the older format of YouTube: `0:00:00.378,0:00:11.378`.
const SBV_TIMING = /^\d+:\d\d:\d\d\.\d{3},\d+:\d\d:\d\d\.\d{3}$/;
const BROKEN_TIMING = /^[\d\s:.,;>-]*-->[\d\s:.,;>-]*$|\d:\d[\d:.,]*\s*-->|-->\s*\d+:\d/;
const SEQUENCE_NUMBER = /^\d+$/;
const NUMBERS_ONLY = /^[\d\s:.,>-]+$/;

/**
 * Gathers the lines under each timing line. Blank lines inside a cue do not end it, so that no text is lost; what names a
 * cue (a number, or in WebVTT any line between a blank one and the timing) is left out.
 */
export function readCaptionBlocks(lines: readonly string[], options: { hasIdentifiers: boolean }): CaptionBlock[] {
  const blocks: CaptionBlock[] = [];
  let current: CaptionBlock | undefined;
  let isAfterBlank = true;
  let timing = readTiming(lines[0]);

  for (const [index, line] of lines.entries()) {
    const nextTiming = readTiming(lines[index + 1]);
    const text = line.trim();
    const isName = nextTiming && (SEQUENCE_NUMBER.test(text) || (options.hasIdentifiers && isAfterBlank));

    if (timing) {
      current = { ...timing, lines: [] };
      blocks.push(current);
    } else if (text !== "" && !isName && !isBrokenTiming(text)) {
      current?.lines.push(text);
    }
    isAfterBlank = text === "";
    timing = nextTiming;
  }
  return blocks;
}

/** The lines of a caption file that are neither number nor timing, however broken: its text, when it has no cue. */
export function captionText(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => !NUMBERS_ONLY.test(line) && !isBrokenTiming(line));
}

/** Whether the line says from when to when: `00:01.000 --> 00:02.000` with anything after it. */
export const isTimingLine = (line: string | undefined) => readTiming(line) !== null;

function readTiming(line: string | undefined): { startMs: number; endMs: number | null } | null {
  if (line === undefined || !(line.includes("->") || SBV_TIMING.test(line.trim()))) return null;

  const start = readTimestamp(line, line.length - line.trimStart().length);
  if (!start) return null;
  if (line[start.end] === ",") return { startMs: start.ms, endMs: readTimestamp(line, start.end + 1)?.ms ?? null };

  ARROW.lastIndex = start.end;
  if (!ARROW.test(line)) return null;
  const arrowEnd = ARROW.lastIndex;
  const end = readTimestamp(line, arrowEnd);
  // "12:30 -> lunch" is something that somebody says.
  return end || !/\p{L}/u.test(line[arrowEnd] ?? "") ? { startMs: start.ms, endMs: end?.ms ?? null } : null;
}

const isBrokenTiming = (line: string) => line.includes("-->") && BROKEN_TIMING.test(line);
