import type { ParsedQuery, Term } from "./parse-query";

/** What Postgres makes of one term in one language. */
export type TermLexemes = {
  lang: string;
  term: number;
  /** A word that this language's stock configuration would drop. */
  isStopWord: boolean;
  /** The term as a tsquery in which stop words are kept; empty if the term holds no word. */
  tsquery: string;
  /** The same with hyphens and slashes read as spaces. */
  loose: string;
};

/** The query in one language, as tsquery literals. */
export type LanguageQuery = {
  lang: string;
  /** Everything that was asked for, in one phrase. */
  strict: string;
  /** Any of the words. */
  relaxed: string;
  /** As strict, for titles and show notes, where there are no weights to tell own words from those that follow. */
  anywhere: string;
  /** All of it word for word, if it is several words without quotes: such a place is worth more. */
  exact: string | null;
};

/** What was typed, to be read as one more term after the others; null where it is one already, or has alternatives. */
export function wholeOf(query: ParsedQuery): string | null {
  const [only = [], ...others] = query.groups;
  const isPlain = only.length > 1 && others.length === 0 && only.every((term) => !term.isExcluded && !term.isPhrase);
  return isPlain ? only.map((term) => term.text).join(" ") : null;
}

/**
 * Puts a query together for each language. Loose stop words are left out unless nothing else was asked for; inside quotes every
 * word counts. A word must be the phrase's own (weight A); a quoted phrase must begin there and may run on into the next.
 */
export function composeTsqueries(query: ParsedQuery, lexemes: readonly TermLexemes[]): LanguageQuery[] {
  const terms = query.groups.flat();
  const byLanguage = Map.groupBy(lexemes, (entry) => entry.lang);
  return [...byLanguage].flatMap(([lang, entries]) => {
    const byTerm = new Map(entries.map((entry) => [entry.term, entry]));
    const find = (term: Term) => byTerm.get(terms.indexOf(term));
    const compose = (own: (tsquery: string) => string) => {
      const groups = query.groups.map((group) => conjunction(group, find, own)).filter((text) => text !== "");
      return groups.join(" | ");
    };
    const whole = wholeOf(query) === null ? undefined : byTerm.get(terms.length);
    const exact = whole ? beginsHere(whole.tsquery) || null : null;
    const parts = compose(beginsHere);
    // A place that has all of it word for word may begin here and run on into the next.
    const strict = parts && exact ? `${parts} | (${exact})` : parts;
    const positive = terms.filter((term) => !term.isExcluded);
    const relaxed = positive.flatMap((term) => meaningful(term, positive, find, beginsHere)).join(" | ");
    return strict ? [{ lang, strict, relaxed, anywhere: compose((tsquery) => tsquery), exact }] : [];
  });
}

/** The terms that a hit is marked by: what is excluded or left out as a stop word is not. */
export function markedTerms(query: ParsedQuery, entries: readonly TermLexemes[]): Term[] {
  const terms = query.groups.flat();
  const byTerm = new Map(entries.map((entry) => [entry.term, entry]));
  const find = (term: Term) => byTerm.get(terms.indexOf(term));
  return query.groups.flatMap((group) => {
    const required = group.filter((term) => !term.isExcluded);
    return required.filter((term) => meaningful(term, required, find, (tsquery) => tsquery).length > 0);
  });
}

type Find = (term: Term) => TermLexemes | undefined;

function conjunction(group: readonly Term[], find: Find, own: (tsquery: string) => string): string {
  const required = group.filter((term) => !term.isExcluded);
  const parts = required.flatMap((term) => meaningful(term, required, find, own));
  if (parts.length === 0) return "";
  const excluded = group
    .filter((term) => term.isExcluded)
    .map((term) => find(term)?.tsquery ?? "")
    .filter((tsquery) => tsquery !== "")
    .map((tsquery) => `!(${own(tsquery)})`);
  return `(${[...parts, ...excluded].join(" & ")})`;
}

/** The term's part of the query: none when it is a stop word among better words. */
function meaningful(term: Term, among: readonly Term[], find: Find, own: (tsquery: string) => string): string[] {
  const entry = find(term);
  if (!entry || entry.tsquery === "") return [];
  const isStopWord = !term.isPhrase && entry.isStopWord;
  const hasBetter = among.some((other) => {
    const found = find(other);
    return found && found.tsquery !== "" && (other.isPhrase || !found.isStopWord);
  });
  if (isStopWord && hasBetter) return [];
  const exact = own(entry.tsquery);
  const loose = own(entry.loose);
  return [loose === "" || loose === exact ? `(${exact})` : `(${exact} | ${loose})`];
}

/** Gives the first lexeme weight A: the match must begin in the phrase's own words. `'a' <-> 'b'` becomes `'a':A <-> 'b'`. */
const beginsHere = (tsquery: string) => tsquery.replace(/^(\(*\s*'(?:[^']|'')*')/, "$1:A");
