import type { Core } from "@/server/platform/core";
import { composeTsqueries, type LanguageQuery, markedTerms, wholeOf } from "./compose-tsquery";
import { findMarks, type Mark, type Needle, wordsOf } from "./highlight";
import { lexemesOf } from "./lexeme-memory";
import { literalsOf, parseQuery } from "./parse-query";
import * as repo from "./search.repo";

type Context = Pick<Core, "db">;

/** What a person typed, as the database is asked it. */
export type Query = {
  queries: LanguageQuery[];
  literals: string[];
  /** The terms by which hits in a language are marked. */
  markedIn: (lang: string) => string[];
};

/** The query in every language of the library, or null when no word is left of it. */
export async function readQuery(ctx: Context, text: string): Promise<Query | null> {
  const parsed = parseQuery(text);
  const terms = parsed.groups.flat().map((term) => term.text);
  if (terms.length === 0) return null;
  const whole = wholeOf(parsed);
  const asked = whole === null ? terms : [...terms, whole];
  const lexemes = await repo.readTerms(ctx.db, asked, await repo.listLanguages(ctx.db));
  const queries = composeTsqueries(parsed, lexemes);
  if (queries.length === 0) return null;
  const byLanguage = Map.groupBy(lexemes, (entry) => entry.lang);
  const markedIn = (lang: string) => markedTerms(parsed, byLanguage.get(lang) ?? []).map((term) => term.text);
  return { queries, literals: literalsOf(parsed), markedIn };
}

/** Finds the matches in a text of a language. */
export type Marker = (text: string, lang: string) => Mark[];

/** Marks matches in these texts. What the lexemes of all their words are is asked in one go. */
export async function createMarker(
  ctx: Context,
  query: Query,
  texts: readonly { text: string; lang: string }[],
): Promise<Marker> {
  const languages = [...new Set(texts.map(({ lang }) => lang))];
  const terms = languages.flatMap((lang) => query.markedIn(lang).map((text) => ({ text, lang })));
  const words = [...texts, ...terms].flatMap(({ text, lang }) =>
    wordsOf(text).map((word) => ({ lang, word: word.text })),
  );
  const lexemes = await lexemesOf(ctx.db, words);

  const stemIn = (lang: string) => (word: string) => lexemes.get(`${lang} ${word}`) ?? word;
  const needlesIn = (lang: string): Needle[] =>
    query
      .markedIn(lang)
      .map((term) => ({ lexemes: wordsOf(term).map((word) => stemIn(lang)(word.text)) }))
      .filter((needle) => needle.lexemes.length > 0);
  const needles = new Map(languages.map((lang) => [lang, needlesIn(lang)]));
  return (text, lang) => findMarks(text, needles.get(lang) ?? [], stemIn(lang), query.literals);
}
