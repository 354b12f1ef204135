import type { Person } from "@/components/episodes/types";

type Known = { shown: string; taken: readonly string[] };

const MOST = 8;

/**
 * Whom the feed names for the episode, each once: first who may be meant by what is shown now, since a name begins with it;
 * last of all who has a voice in the transcript already.
 */
export function suggestNames(persons: readonly Pick<Person, "name">[], { shown, taken }: Known): string[] {
  const rankOf = (name: string) => (taken.includes(name) ? 2 : startsAlike(name, shown) ? 0 : 1);
  const names = [...new Set(persons.map(({ name }) => name))].filter((name) => name !== shown);
  return names.sort((a, b) => rankOf(a) - rankOf(b)).slice(0, MOST);
}

const startsAlike = (name: string, shown: string) => firstWord(name) === firstWord(shown);
const firstWord = (text: string) => text.toLowerCase().split(/\s+/, 1)[0];
