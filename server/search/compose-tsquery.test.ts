import { expect, it } from "vitest";
import { composeTsqueries, type TermLexemes, wholeOf } from "./compose-tsquery";
import { parseQuery } from "./parse-query";

const stopWords = ["the", "who", "is"];

/** Stands in for Postgres: lower case, no stemming. */
function lexemesOf(input: string): TermLexemes[] {
  const parts = (text: string) =>
    (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map((part) => `'${part}'`).join(" <-> ");
  return parseQuery(input)
    .groups.flat()
    .map((term, index) => ({
      lang: "en",
      term: index,
      isStopWord: stopWords.includes(term.text.toLowerCase()),
      tsquery: parts(term.text),
      loose: parts(term.text),
    }));
}

it.each([
  ["cats dogs", "(('cats':A) & ('dogs':A))"],
  ["the cats", "(('cats':A))"],
  ["the who", "(('the':A) & ('who':A))"],
  ['"the who"', "(('the':A <-> 'who'))"],
  ['is "the who" live', "(('the':A <-> 'who') & ('live':A))"],
  ["cats OR dogs", "(('cats':A)) | (('dogs':A))"],
  ["cats -dogs", "(('cats':A) & !('dogs':A))"],
  ["cats -++", "(('cats':A))"],
])("%s becomes %s", (input, strict) => {
  expect(composeTsqueries(parseQuery(input), lexemesOf(input))[0]?.strict).toBe(strict);
});

it("prefers what was typed, word for word", () => {
  const parsed = parseQuery("the cats");
  const typed = { lang: "en", term: 2, isStopWord: false, tsquery: "'the' <-> 'cats'", loose: "" };
  expect(composeTsqueries(parsed, [...lexemesOf("the cats"), typed])[0]).toMatchObject({
    strict: "(('cats':A)) | ('the':A <-> 'cats')",
    exact: "'the':A <-> 'cats'",
  });
});

it.each([
  ["two words", "the cats", "the cats"],
  ["one word", "cats", null],
  ["a phrase", '"the cats" dogs', null],
  ["alternatives", "cats OR dogs", null],
  ["an exclusion", "cats -dogs", null],
])("what was typed as a whole: %s", (_, input, whole) => {
  expect(wholeOf(parseQuery(input))).toBe(whole);
});

it("asks for any of the words when all together are not found", () => {
  const [query] = composeTsqueries(parseQuery("the cats dogs -birds"), lexemesOf("the cats dogs -birds"));
  expect(query?.relaxed).toBe("('cats':A) | ('dogs':A)");
});

it("says nothing in a language in which no word is left", () => {
  expect(
    composeTsqueries(parseQuery("cats"), [{ lang: "en", term: 0, isStopWord: false, tsquery: "", loose: "" }]),
  ).toEqual([]);
});
