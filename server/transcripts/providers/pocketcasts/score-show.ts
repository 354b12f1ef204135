import { canonicalFeedUrl } from "@/server/feeds/canonical-url";
import { overlap, titleWords, wordsOf } from "./title-words";

/** What is known of a podcast, here or there. */
export type ShowFacts = {
  title: string;
  author: string | null;
  feedUrl: string | null;
  siteUrl: string | null;
  itunesId: string | null;
};

const TITLE_WEIGHT = 76;
const AUTHOR_WEIGHT = 24;
/** Of the title alone, where one side names no author. */
const TITLE_ONLY_WEIGHT = 88;
const SAME_SITE_BONUS = 12;
/** Other identifiers say that it is another show, whatever it is called. */
const OTHER_SHOW_LIMIT = 40;
/** Letters from which on a title alone tells a show from others. "Daily" has five. */
const TELLING_LETTERS = 8;
const SHORT_TITLE_FACTOR = 0.75;

/** How sure it is that two descriptions mean the same show, in percent. */
export function scoreShow(ours: ShowFacts, theirs: ShowFacts): number {
  if (ours.itunesId && theirs.itunesId && ours.itunesId === theirs.itunesId) return 100;
  if (isSameFeed(ours.feedUrl, theirs.feedUrl)) return 100;

  const title = titleLikeness(ours.title, theirs.title);
  const author = authorLikeness(ours.author, theirs.author);
  const base =
    author === null
      ? TITLE_ONLY_WEIGHT * title
      : TITLE_WEIGHT * title + AUTHOR_WEIGHT * author * Math.min(1, title * 2);
  const isSupported = author !== null && author >= 0.5;
  const factor = isSupported || lettersOf(ours.title) >= TELLING_LETTERS ? 1 : SHORT_TITLE_FACTOR;
  const bonus = isSameSite(ours, theirs) && title >= 0.5 ? SAME_SITE_BONUS : 0;
  const score = Math.min(99, Math.round(base * factor + bonus));
  const isOther = ours.itunesId !== null && theirs.itunesId !== null && ours.itunesId !== theirs.itunesId;
  return isOther ? Math.min(score, OTHER_SHOW_LIMIT) : score;
}

function titleLikeness(a: string, b: string): number {
  const [left, right] = [titleWords(a), titleWords(b)];
  if (left.length === 0 || right.length === 0) return 0;
  if (left.join(" ") === right.join(" ")) return 1;
  // One side only: "Star Wars: Rebels" and "Star Wars: Ahsoka" are two shows.
  if (isWithoutSuffix(a, right) || isWithoutSuffix(b, left)) return 0.9;
  return overlap(left, right) * 0.7;
}

/** "Deep Cuts with Ana Ruiz", "Deep Cuts - Radio Nine", "Deep Cuts | A show" without what follows. */
function isWithoutSuffix(title: string, other: readonly string[]): boolean {
  const [first = ""] = title.split(/\s+(?:with|mit|avec|con|by)\s+|\s+[-–—|·]\s+|[:(]\s*/i, 1);
  return first !== title && titleWords(first).join(" ") === other.join(" ");
}

/** 0 to 1; null when one side names none. */
function authorLikeness(a: string | null, b: string | null): number | null {
  const [left, right] = [namesOf(a ?? ""), namesOf(b ?? "")];
  if (left.length === 0 || right.length === 0) return null;
  if (left.join(" ") === right.join(" ")) return 1;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  const isPart = short.every((word) => long.includes(word));
  // "NPR" in "NPR and WBEZ" says something; a whole name says nearly all.
  if (isPart) return short.join("").length >= 5 ? 0.9 : 0.6;
  // One common name of two is a surname, or chance.
  const shared = overlap(left, right);
  return shared > 0.5 ? shared : 0;
}

const GENERIC = new Set(
  "the and of inc llc ltd gmbh ag media studio studios network networks podcast podcasts production productions".split(
    " ",
  ),
);

/** The words of an author that tell him from others; all of them where none does. */
function namesOf(author: string): string[] {
  const words = wordsOf(author);
  const telling = words.filter((word) => !GENERIC.has(word));
  return telling.length > 0 ? telling : words;
}

/** Characters that stand for a syllable or a word count as three letters. */
const lettersOf = (title: string) =>
  [...titleWords(title).join("")].reduce(
    (sum, letter) =>
      sum + (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(letter) ? 3 : 1),
    0,
  );

function isSameFeed(a: string | null, b: string | null): boolean {
  const key = a === null ? null : canonicalFeedUrl(a);
  return key !== null && b !== null && key === canonicalFeedUrl(b);
}

/** Hosts of many shows say nothing about one of them. */
const SHARED_HOSTS =
  /(?:^|\.)(?:anchor\.fm|spotify\.com|apple\.com|youtube\.com|facebook\.com|twitter\.com|x\.com|instagram\.com|patreon\.com|podbean\.com|libsyn\.com|buzzsprout\.com|spreaker\.com|soundcloud\.com|acast\.com|simplecast\.com|megaphone\.fm|art19\.com|omny\.fm|omnystudio\.com|transistor\.fm|captivate\.fm|podigee\.io|substack\.com|linktr\.ee|audioboom\.com|blogspot\.com|feedburner\.com|github\.io)$/;

function isSameSite(ours: ShowFacts, theirs: ShowFacts): boolean {
  const hosts = [hostOf(ours.siteUrl), hostOf(ours.feedUrl)];
  return [hostOf(theirs.siteUrl), hostOf(theirs.feedUrl)].some((host) => host !== null && hosts.includes(host));
}

function hostOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const host = new URL(url).hostname.replace(/^www\./, "");
  return host === "" || SHARED_HOSTS.test(host) ? null : host;
}
