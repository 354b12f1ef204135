import { expect, it } from "vitest";
import { MARK_END, MARK_START, markedHtml, readMarks } from "./marks";

const marked = (text: string) => text.replaceAll("[", MARK_START).replaceAll("]", MARK_END);

it.each([
  ["nothing", "plain", "plain", []],
  ["one word", "a [b] c", "a b c", [[2, 3]]],
  [
    "neighbours and the ends",
    "[a][b] c [d]",
    "ab c d",
    [
      [0, 1],
      [1, 2],
      [5, 6],
    ],
  ],
])("reads %s", (_, input, text, marks) => {
  expect(readMarks(marked(input))).toEqual({ text, marks });
});

it("escapes what is not a mark", () => {
  expect(markedHtml(readMarks(marked("<b>[x & y]</b>")))).toBe("&lt;b&gt;<mark>x &amp; y</mark>&lt;/b&gt;");
});
