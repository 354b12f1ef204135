import fc from "fast-check";
import { expect, it } from "vitest";
import { findMarks, markedHtml } from "./highlight";

const stem = (word: string) => word.toLowerCase().replace(/s$/, "");
const needle = (...lexemes: string[]) => ({ lexemes });
const marked = (text: string, needles: { lexemes: string[] }[], literals: string[] = []) =>
  findMarks(text, needles, stem, literals).map(([from, to]) => text.slice(from, to));

it.each([
  ["every form of a word", "Houses and a house", [needle("house")], ["Houses", "house"]],
  ["a phrase as a whole, and its words nowhere else", "the dog, the who and who", [needle("the", "who")], ["the who"]],
  [
    "what lies between the words of a phrase",
    "mail test@email.com now",
    [needle("test", "email", "com")],
    ["test@email.com"],
  ],
  ["overlapping needles once", "a b c", [needle("a", "b"), needle("b", "c")], ["a b c"]],
  ["neighbours apart", "a b", [needle("a"), needle("b")], ["a", "b"]],
  ["nothing where nothing is", "plain", [needle("other")], []],
  ["words of other scripts", "Где дом", [needle("дом")], ["дом"]],
])("marks %s", (_, text, needles, expected) => {
  expect(marked(text, needles)).toEqual(expected);
});

it("marks a literal to the letter", () => {
  expect(marked("C and c++ and C++", [], ["C++"])).toEqual(["c++", "C++"]);
});

it("never cuts a text badly, whatever it looks for", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.string({ minLength: 1 })), (text, literals) => {
      const marks = findMarks(text, [needle("a"), needle("b", "c")], stem, literals);
      const flat = marks.flat();
      expect(flat).toEqual([...flat].sort((a, b) => a - b));
    }),
  );
});

it("escapes what is not a mark", () => {
  expect(markedHtml({ text: "<b>x & y</b>", marks: [[3, 8]] })).toBe("&lt;b&gt;<mark>x &amp; y</mark>&lt;/b&gt;");
});
