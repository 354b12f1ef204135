import { containsWords, wordsOf } from "./title-words";

const DAY_MS = 24 * 3600 * 1000;
/** A title that is part of another must be at least this long to say anything. */
const TELLING_LETTERS = 10;

export type EpisodeFacts = { title: string; publishedAt: Date | null; durationSeconds: number | null };

type Known<T> = { episode: T; words: string[]; key: string; numbers: string; leading: string | null };
type Pair<Ours, Theirs> = { ours: Ours; theirs: Theirs };
type Rated<Ours, Theirs> = Pair<Ours, Theirs> & { rank: readonly number[] };

/**
 * Finds out which of their episodes is which of ours; each serves at most one. A pair was published less than a day apart, or
 * one of the two has no date and only they have that title. Titles are equal without a leading number such as `#12:`, or one
 * contains the other; numbers in them must agree, so that part 1 is never part 10. Of several possible pairs the one with the
 * nearest title wins, then the nearest date, then the nearest duration.
 */
export function pairEpisodes<Ours extends EpisodeFacts, Theirs extends EpisodeFacts>(
  ours: readonly Ours[],
  theirs: readonly Theirs[],
): Pair<Ours, Theirs>[] {
  const left = ours.map(know);
  const right = theirs.map(know);
  const exact = [
    ...rate(left, right, nearOfKey(right), sameTitle),
    ...rate(left, right, undatedOfKey(left, right), sameTitle),
  ];
  const pairs = onlyOnce(exact);
  const used = new Set<EpisodeFacts>(pairs.flatMap((pair) => [pair.ours, pair.theirs]));
  const isFree = ({ episode }: Known<EpisodeFacts>) => !used.has(episode);
  const rest = right.filter(isFree);
  return [...pairs, ...onlyOnce(rate(left.filter(isFree), rest, near(rest), containment))].map(({ ours, theirs }) => ({
    ours,
    theirs,
  }));
}

type Candidates<T> = (known: Known<EpisodeFacts>) => readonly Known<T>[];

/** Those that lie within a day or two. */
const near = <T extends EpisodeFacts>(all: readonly Known<T>[]) => withinDays(all, () => "");

/** The same, of an equal title only. */
const nearOfKey = <T extends EpisodeFacts>(all: readonly Known<T>[]) => withinDays(all, ({ key }) => key);

function withinDays<T extends EpisodeFacts>(
  all: readonly Known<T>[],
  groupOf: (known: Known<EpisodeFacts>) => string,
): Candidates<T> {
  const slots = Map.groupBy(all, (known) => `${dayOf(known.episode)} ${groupOf(known)}`);
  return (known) => {
    const day = dayOf(known.episode);
    return day === null ? [] : [-1, 0, 1].flatMap((step) => slots.get(`${day + step} ${groupOf(known)}`) ?? []);
  };
}

/** The one of an equal title where one side has no date; of two that are called alike nobody could tell which is meant. */
function undatedOfKey<T extends EpisodeFacts>(
  left: readonly Known<EpisodeFacts>[],
  right: readonly Known<T>[],
): Candidates<T> {
  const [ours, theirs] = [Map.groupBy(left, ({ key }) => key), Map.groupBy(right, ({ key }) => key)];
  return (known) => {
    const others = theirs.get(known.key) ?? [];
    const isTold = ours.get(known.key)?.length === 1 && others.length === 1;
    return isTold ? others.filter(({ episode }) => !episode.publishedAt || !known.episode.publishedAt) : [];
  };
}

/** Every pair that is possible, with what speaks for it. */
function rate<Ours extends EpisodeFacts, Theirs extends EpisodeFacts>(
  left: readonly Known<Ours>[],
  right: readonly Known<Theirs>[],
  candidates: Candidates<Theirs>,
  distance: (a: Known<EpisodeFacts>, b: Known<EpisodeFacts>) => number | null,
): Rated<Ours, Theirs>[] {
  const order = new Map(right.map((known, index) => [known, index]));
  return left.flatMap((a, index) =>
    candidates(a).flatMap((b) => {
      const apart = distance(a, b);
      const days = daysApart(a.episode, b.episode);
      if (apart === null || days >= 1 || !agree(a, b)) return [];
      const rank = [apart, days, durationApart(a.episode, b.episode), index, order.get(b) ?? 0];
      return [{ ours: a.episode, theirs: b.episode, rank }];
    }),
  );
}

/** Greedy: the best pair of all, then the best of the rest. */
function onlyOnce<Ours, Theirs>(rated: Rated<Ours, Theirs>[]): Rated<Ours, Theirs>[] {
  const used = new Set<unknown>();
  return rated
    .sort((a, b) => compare(a.rank, b.rank))
    .filter(({ ours, theirs }) => {
      if (used.has(ours) || used.has(theirs)) return false;
      used.add(ours).add(theirs);
      return true;
    });
}

const sameTitle = (a: Known<EpisodeFacts>, b: Known<EpisodeFacts>) => (a.key === b.key ? 0 : null);

/** How much the longer title has that the shorter one has not, 0 to 1; null when neither contains the other. */
function containment(a: Known<EpisodeFacts>, b: Known<EpisodeFacts>): number | null {
  const [short, long] = a.key.length <= b.key.length ? [a, b] : [b, a];
  if (short.key.length < TELLING_LETTERS || !containsWords(long.words, short.words)) return null;
  return 1 - short.key.length / long.key.length;
}

/** A number that one title has must be in the other; leading numbers only where both have one. */
const agree = (a: Known<EpisodeFacts>, b: Known<EpisodeFacts>) =>
  a.numbers === b.numbers && (a.leading === null || b.leading === null || a.leading === b.leading);

const LEADING_NUMBER = /^\s*(?:#|(?:ep(?:isode)?|folge|nr|no)\b\.?\s*#?)?\s*(\d+)\s*[:.)\-–—|]+\s+(?=\S)/i;

function know<T extends EpisodeFacts>(episode: T): Known<T> {
  const leading = LEADING_NUMBER.exec(episode.title);
  const bare = leading ? episode.title.slice(leading[0].length) : episode.title;
  const words = wordsOf(bare);
  const numbers = (words.join(" ").match(/\p{N}+/gu) ?? []).map(withoutZeros).sort().join(" ");
  return {
    episode,
    words,
    key: words.join(" ") || bare.trim(),
    numbers,
    leading: leading?.[1] ? withoutZeros(leading[1]) : null,
  };
}

const withoutZeros = (digits: string) => digits.replace(/^0+(?=\d)/, "");
const dayOf = ({ publishedAt }: EpisodeFacts) => (publishedAt ? Math.floor(publishedAt.getTime() / DAY_MS) : null);
const durationApart = (a: EpisodeFacts, b: EpisodeFacts) =>
  a.durationSeconds === null || b.durationSeconds === null ? 0 : Math.abs(a.durationSeconds - b.durationSeconds);

/** A missing date is as far away as a pair may be. */
function daysApart(a: EpisodeFacts, b: EpisodeFacts): number {
  if (!a.publishedAt || !b.publishedAt) return 0.999;
  return Math.abs(a.publishedAt.getTime() - b.publishedAt.getTime()) / DAY_MS;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
