import type { TranscriptTag } from "./episodes.schema";

type Preference = { typePattern: RegExp; extension: RegExp };

// Times and speakers first: WebVTT has both, JSON is often word by word, SRT names speakers in the text only.
const PREFERENCES: readonly Preference[] = [
  { typePattern: /vtt/i, extension: /\.(?:web)?vtt$/i },
  { typePattern: /json/i, extension: /\.json$/i },
  { typePattern: /subrip|srt/i, extension: /\.srt$/i },
  { typePattern: /html/i, extension: /\.html?$/i },
  { typePattern: /^text\/plain/i, extension: /\.(?:txt|md)$/i },
];
// A type that says nothing, such as application/octet-stream, may still be any of them.
const UNKNOWN_RANK = 2.5;

/**
 * Orders transcript tags, best first. A tag in the feed's language, or without a language, goes before one in another; then
 * the format counts, timed before untimed; at last a full transcript goes before mere captions (`rel="captions"`). Ties
 * keep their order.
 */
export function rankTranscriptTags<T extends TranscriptTag>(tags: readonly T[], feedLanguage: string | null): T[] {
  const isForeign = (language: string | null) =>
    language !== null && language !== "" && feedLanguage !== null && primary(language) !== primary(feedLanguage);
  const key = (tag: T) => [isForeign(tag.language) ? 1 : 0, formatRank(tag), tag.rel === "captions" ? 1 : 0];
  return tags
    .map((tag) => ({ tag, key: key(tag) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ tag }) => tag);
}

function formatRank({ type, url }: TranscriptTag): number {
  const byType = PREFERENCES.findIndex(({ typePattern }) => typePattern.test(type ?? ""));
  if (byType !== -1) return byType;
  const path = url.split(/[?#]/, 1)[0] ?? "";
  const byName = PREFERENCES.findIndex(({ extension }) => extension.test(path));
  return byName === -1 ? UNKNOWN_RANK : byName;
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

const primary = (language: string) => language.toLowerCase().split(/[-_]/, 1)[0];
