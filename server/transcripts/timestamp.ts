/** Reads and writes clock times of media. All numbers are milliseconds from the start of the audio. */

// Hours are optional, as in WebVTT; the decimal sign is a dot there and a comma in SRT.
const TIMESTAMP = /(?:(\d{1,5}):)?(\d{1,5}):(\d{1,2})(?:[.,](\d{1,9})|(?!\w))/y;

/** Reads `[H:]MM:SS[.fff]` at `index`. `end` is the index after it. Fractions finer than a millisecond are cut off. */
export function readTimestamp(text: string, index: number): { ms: number; end: number } | null {
  TIMESTAMP.lastIndex = index;
  const match = TIMESTAMP.exec(text);
  if (!match) return null;

  const [, hours = "0", minutes = "0", seconds = "0", fraction = ""] = match;
  const wholeSeconds = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return { ms: wholeSeconds * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0")), end: TIMESTAMP.lastIndex };
}

/** The time that the whole text says, or null. */
export function parseTimestamp(text: string): number | null {
  const trimmed = text.trim();
  const found = readTimestamp(trimmed, 0);
  return found && found.end === trimmed.length ? found.ms : null;
}

/** `HH:MM:SS.mmm`, the form of WebVTT; SRT wants a comma. */
export function formatTimestamp(ms: number, decimalSign: "." | "," = "."): string {
  const { hours, minutes, seconds } = clockParts(ms);
  return `${pad(hours)}:${pad(minutes)}:${pad(seconds)}${decimalSign}${String(Math.floor(ms) % 1000).padStart(3, "0")}`;
}

/** `MM:SS`, with hours only when there are any: the form that people read. */
export function formatClock(ms: number): string {
  const { hours, minutes, seconds } = clockParts(ms);
  return hours > 0 ? `${pad(hours)}:${pad(minutes)}:${pad(seconds)}` : `${pad(minutes)}:${pad(seconds)}`;
}

function clockParts(ms: number) {
  const total = Math.floor(ms / 1000);
  return { hours: Math.floor(total / 3600), minutes: Math.floor(total / 60) % 60, seconds: total % 60 };
}

const pad = (value: number) => String(value).padStart(2, "0");
