import type { Chapter } from "./episodes.schema";

const MOST_CHAPTERS = 1000;
const LONGEST_TITLE = 300;
const LONGEST_MS = 100 * 3600_000;

type WrittenChapter = { startMs: number | null; title: string; url: string | null; imageUrl: string | null };

/** Chapters in order of time, each time once. One without a time or a title is none. */
export function tidyChapters(written: readonly WrittenChapter[]): Chapter[] {
  const byStart = new Map<number, Chapter>();
  for (const { startMs, title, url, imageUrl } of written.slice(0, MOST_CHAPTERS)) {
    const shown = title.replace(/\s+/g, " ").trim().slice(0, LONGEST_TITLE).toWellFormed();
    if (startMs === null || startMs < 0 || startMs > LONGEST_MS || shown === "" || byStart.has(startMs)) continue;
    byStart.set(startMs, { start_ms: startMs, title: shown, url, image_url: imageUrl });
  }
  return [...byStart.values()].sort((a, b) => a.start_ms - b.start_ms);
}

/** Normal play time (RFC 2326, 3.6): `1:02:03.250`, `02:03`, `123.25`; in milliseconds. Null if it is none. */
export function parseNormalPlayTime(text: string): number | null {
  const [, hours = "0", minutes = "0", seconds = ""] =
    /^(?:(?:(\d{1,4}):)?(\d{1,5}):)?(\d{1,7}(?:[.,]\d{1,9})?)$/.exec(text.trim()) ?? [];
  if (seconds === "") return null;
  return Number(hours) * 3600_000 + Number(minutes) * 60_000 + Math.round(Number(seconds.replace(",", ".")) * 1000);
}

/**
 * Reads a document of chapters (Podcasting 2.0, JSON Chapters 1.2). Those that are not meant for a table of contents are left out.
 * Null if it is no such document.
 */
export function parseChaptersDocument(bytes: Uint8Array): Chapter[] | null {
  const document = parseJson(bytes);
  if (typeof document !== "object" || document === null || !("chapters" in document)) return null;
  if (!Array.isArray(document.chapters)) return null;
  return tidyChapters(
    document.chapters.flatMap((entry: unknown) => (isEntry(entry) && entry["toc"] !== false ? [readEntry(entry)] : [])),
  );
}

type Entry = Record<string, unknown>;
const isEntry = (entry: unknown): entry is Entry => typeof entry === "object" && entry !== null;

function readEntry(entry: Entry): WrittenChapter {
  const { startTime, title, url, img } = entry;
  return {
    startMs:
      typeof startTime === "number" || typeof startTime === "string"
        ? parseNormalPlayTime(plainNumber(startTime))
        : null,
    title: typeof title === "string" ? title : "",
    url: webAddress(url),
    imageUrl: webAddress(img),
  };
}

/** Never in scientific notation. */
const plainNumber = (value: number | string) => (typeof value === "number" ? value.toFixed(3) : value);

function webAddress(value: unknown): string | null {
  return typeof value === "string" && /^https?:\/\//i.test(value) && URL.canParse(value) ? new URL(value).href : null;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
