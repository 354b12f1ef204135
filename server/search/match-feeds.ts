import type { FeedName } from "@/server/feeds/feeds.service";
import { type ParsedQuery, parseQuery, type Term } from "./parse-query";

/**
 * The podcasts that go by what was typed: every word of it begins one in their titles or in who makes them, whatever its case
 * and accents. Titles that begin with it come first, the others in the order in which they are given.
 */
export function matchFeeds(query: string, feeds: readonly FeedName[]): FeedName[] {
  const alternatives = readAlternatives(parseQuery(query));
  if (alternatives.length === 0) return [];
  const matching = feeds.flatMap((feed) => {
    const titles = [...new Set([feed.title, feed.publishers_title])].map(folded);
    const text = [...titles, folded(feed.author ?? "")].join("");
    const met = alternatives.filter(
      ({ wanted, unwanted }) =>
        wanted.every((word) => text.includes(word)) && !unwanted.some((word) => text.includes(word)),
    );
    if (met.length === 0) return [];
    return [{ feed, isBeginning: met.some(({ whole }) => titles.some((title) => title.startsWith(whole))) }];
  });
  return [...matching.filter((match) => match.isBeginning), ...matching.filter((match) => !match.isBeginning)].map(
    ({ feed }) => feed,
  );
}

type Alternative = { wanted: string[]; unwanted: string[]; whole: string };

function readAlternatives({ groups }: ParsedQuery): Alternative[] {
  const wordsOf = (terms: readonly Term[]) => terms.map(({ text }) => folded(text)).filter((word) => word !== " ");
  return groups.flatMap((terms) => {
    const wanted = wordsOf(terms.filter((term) => !term.isExcluded));
    const unwanted = wordsOf(terms.filter((term) => term.isExcluded));
    return wanted.length > 0 ? [{ wanted, unwanted, whole: wanted.join("") }] : [];
  });
}

/** A space stands before each word: what is found begins one. */
const folded = (text: string): string =>
  ` ${text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()}`;
