import { looksLikeName, splitLabel } from "./speakers";
import { parseTimestamp } from "./timestamp";

/** What stands before the words of a turn in a plain transcript: a time (milliseconds), a name, or both. */
export type TurnHead = { startMs: number | null; endMs: number | null; label: string; text: string };

const TIME = String.raw`(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?`;
const TIME_FIRST = new RegExp(
  String.raw`^[[(]?(${TIME})(?:\s*(?:-{1,2}>|[-–—])\s*(${TIME}))?(?:[\])](?:\s*[-–—:|](?=\s|$))?|\s*[-–—:|](?=\s)|(?=\s|$))\s*`,
);
const TIME_LAST = new RegExp(String.raw`^(.{1,60}?)\s*[:|,–—-]?\s*[[(]?(${TIME})[\])]?\s*:?$`);
const TIME_AFTER_NAME = new RegExp(String.raw`^(.{1,60}?)\s*[[(](${TIME})[\])]\s*:?\s+`);
const LONGEST_HEAD = 100;

/**
 * Reads the ways in which transcripts open a turn: `[00:12:34] Anna: …`, `Anna (00:12): …`, `Anna: 00:12:34` and
 * `Anna Smith  0:12` on a line of their own, `[00:01.000 --> 00:04.000] …`, or just `Anna: …`.
 */
export function readTurnHead(line: string): TurnHead {
  const timeFirst = TIME_FIRST.exec(line);
  if (timeFirst) {
    const text = line.slice(timeFirst[0].length);
    return { startMs: ms(timeFirst[1]), endMs: ms(timeFirst[2]), label: "", text };
  }
  const timeLast = line.length <= LONGEST_HEAD ? TIME_LAST.exec(line) : null;
  if (timeLast && looksLikeName(timeLast[1] ?? "")) {
    return { startMs: ms(timeLast[2]), endMs: null, label: timeLast[1] ?? "", text: "" };
  }
  const afterName = TIME_AFTER_NAME.exec(line);
  if (afterName && looksLikeName(afterName[1] ?? "")) {
    return { startMs: ms(afterName[2]), endMs: null, label: afterName[1] ?? "", text: line.slice(afterName[0].length) };
  }
  return { startMs: null, endMs: null, label: "", text: line };
}

/** Whether a line begins a new turn, although no blank line stands before it. */
export function opensTurn(line: string): boolean {
  if (readTurnHead(line).startMs !== null) return true;
  const label = splitLabel(line)?.label;
  return label !== undefined && looksLikeName(label);
}

const ms = (time: string | undefined) => (time === undefined ? null : parseTimestamp(time));
