import type { Http } from "@/server/platform/http";
import type { ApplePodcast } from "./itunes-answer";

/** Long enough for a person who types, goes back and types on; short enough for a podcast that is new at Apple. */
const FRESH_MS = 5 * 60_000;
const MOST_ANSWERS = 200;
const MINUTE_MS = 60_000;
/** About 20 calls a minute are tolerated; two are left for lookups. */
const MOST_SEARCHES_A_MINUTE = 18;

/** What a process remembers of its talk with Apple. Times are milliseconds since 1970. */
export type ItunesMemory = {
  /** The answer to this question if it is still fresh, failures excepted; else what `ask` brings. */
  answer(question: string, now: number, ask: () => Promise<ApplePodcast[]>): Promise<ApplePodcast[]>;
  /** How long to wait before the next search, in milliseconds: 0 if it may be made now. */
  searchWaitMs(now: number): number;
  /** How long to wait before anything may be asked, in milliseconds. */
  pauseMs(now: number): number;
  searched(now: number): void;
  pause(until: number): void;
};

const memories = new WeakMap<Http, ItunesMemory>();

/** The memory that goes with this way out: one for a process, one for each test. */
export function itunesMemoryOf(http: Http): ItunesMemory {
  const memory = memories.get(http) ?? createItunesMemory();
  memories.set(http, memory);
  return memory;
}

export function createItunesMemory(): ItunesMemory {
  const answers = new Map<string, { at: number; podcasts: Promise<ApplePodcast[]> }>();
  let searches: number[] = [];
  let pausedUntil = 0;
  const pauseMs = (now: number) => Math.max(0, pausedUntil - now);

  return {
    async answer(question, now, ask) {
      const known = answers.get(question);
      if (known && now - known.at < FRESH_MS) return known.podcasts;
      const podcasts = ask();
      const entry = { at: now, podcasts };
      answers.delete(question); // what is put in anew stands last: the first are the oldest
      answers.set(question, entry);
      for (const oldest of answers.keys()) {
        if (answers.size <= MOST_ANSWERS) break;
        answers.delete(oldest);
      }
      try {
        return await podcasts;
      } catch (error) {
        if (answers.get(question) === entry) answers.delete(question);
        throw error;
      }
    },
    searchWaitMs(now) {
      searches = searches.filter((at) => now - at < MINUTE_MS);
      const [first] = searches;
      const isFull = first !== undefined && searches.length >= MOST_SEARCHES_A_MINUTE;
      return Math.max(pauseMs(now), isFull ? first + MINUTE_MS - now : 0);
    },
    pauseMs,
    searched: (now) => void searches.push(now),
    pause: (until) => {
      pausedUntil = Math.max(pausedUntil, until);
    },
  };
}
