import { createHash } from "node:crypto";
import { readShared } from "./shared-data";

/** What two other readers see in a real feed. */
export type FeedFact = {
  wellformed: boolean;
  raw: { items: number; guids_sha256: string };
  feedparser: { entries: number; with_enclosure: number; title: string | null; encoding: string };
  first?: FactEntry;
  last?: FactEntry;
  transcripts?: { types: Record<string, number>; languages: Record<string, number> };
};

export type FactEntry = {
  title: string | null;
  id: string | null;
  published: number[] | null;
  duration: string | null;
  enclosures: [url: string, type: string | null, length: string | null][];
};

export const readFacts = () => JSON.parse(readShared("feeds", "FACTS.json").toString()) as Record<string, FeedFact>;

export function tally(words: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, group]) => [word, group.length]));
}

/** Transcript languages as they are stored: in small letters. */
export function expectedLanguages(fact: NonNullable<FeedFact["transcripts"]>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(fact.languages).map(([name, count]) => [name === "None" ? name : name.toLowerCase(), count]),
  );
}

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);
export const squeezed = (text: string | null) => text?.replace(/\s+/g, " ").trim() || null;

export function instantOf(published: number[] | null): string | null {
  if (!published) return null;
  const [year = 0, month = 1, day, hours, minutes, seconds] = published;
  return new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds)).toISOString();
}

export function secondsOf(duration: string | null): number | null {
  if (!duration) return null;
  const seconds = duration.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number.isNaN(seconds) ? null : seconds;
}
