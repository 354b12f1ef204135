import { expect, it } from "vitest";
import { plainText } from "./plain-text";

it.each([
  ["tags are dropped", "<b>Bold</b> title", "Bold title"],
  ["entities are decoded", "Tom &amp; Jerry&#8217;s", "Tom & Jerry’s"],
  ["white space collapses", "  a\n\t b\u00a0 c ", "a b c"],
  ["a line break separates words", "one<br/>two", "one two"],
  ["emphasis does not", "<b>un</b>do <i>it</i>.", "undo it."],
  ["less-than is no tag", "1 < 2 and <3", "1 < 2 and <3"],
  ["what is no HTML stays", "vector<int> and <T>", "vector<int> and <T>"],
  ["an escaped tag is text", "The &lt;b&gt; tag", "The <b> tag"],
])("%s", (_, html, text) => {
  expect(plainText(html)).toBe(text);
});
