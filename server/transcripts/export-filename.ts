// Windows refuses these characters and names, POSIX only the slash; a readable name pleases both.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
// File systems allow 255 bytes; archives, sync tools and deep folders want some of them.
const MOST_BYTES = 120;

/** A readable name for a download, in the script of the title: `2026-01-02_Title.md`. Never empty, at most 120 bytes. */
export function exportFilename(file: { title: string; publishedAt: Date | null; extension: string }): string {
  const date = file.publishedAt && !Number.isNaN(file.publishedAt.getTime()) ? file.publishedAt.toISOString() : "";
  const prefix = date === "" ? "" : `${date.slice(0, date.indexOf("T"))}_`;
  const suffix = `.${file.extension}`;
  const title = readableName(file.title, MOST_BYTES - byteLength(prefix) - byteLength(suffix));
  return `${prefix}${prefix === "" && RESERVED.test(title) ? `_${title}` : title}${suffix}`;
}

/** A title as a part of a file's name, in at most so many bytes. Never empty. */
function readableName(title: string, mostBytes: number): string {
  const start = title.slice(0, MOST_BYTES * 4).normalize("NFC");
  return trimEnds(cutToBytes(trimEnds(start.replace(FORBIDDEN, " ")), mostBytes)) || "untitled";
}

/** The header that offers a download under its name (RFC 6266): plain for old clients, in UTF-8 (RFC 5987) for all others. */
export function contentDisposition(filename: string): string {
  const plain = filename
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]+/g, "_")
    .replace(/["\\%]/g, "_");
  const encoded = encodeURIComponent(filename.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Cuts between characters as people see them, so that no accent or emoji is torn apart. */
function cutToBytes(text: string, mostBytes: number): string {
  if (byteLength(text) <= mostBytes) return text;
  let bytes = 0;
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(text.slice(0, mostBytes))) {
    bytes += byteLength(segment);
    if (bytes > mostBytes) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** Blanks become single ones; Windows drops dots and blanks at the end, a dot at the start hides the file elsewhere. */
const trimEnds = (text: string) =>
  text
    .replace(/\s+/g, " ")
    .replace(/^[\s._]+/, "")
    .split(/[\s._]+$/)[0] ?? "";

const byteLength = (text: string) => new TextEncoder().encode(text).length;
