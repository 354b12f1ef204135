import type { Person } from "@/components/episodes/types";

/** Whom the feed names for the episode, each once, and who is named already in the transcript last of all. */
export function suggestNames(persons: readonly Pick<Person, "name" | "role">[], taken: readonly string[]): string[] {
  const names = [...new Set(persons.map(({ name }) => name))];
  const isTaken = (name: string) => taken.includes(name);
  return [...names.filter((name) => !isTaken(name)), ...names.filter(isTaken)].slice(0, 8);
}
