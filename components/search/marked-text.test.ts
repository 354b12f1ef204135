import { expect, it } from "vitest";
import { markedWords } from "./marked-text";

it.each([
  [
    "words that stand side by side stay a phrase",
    "a heat pump here",
    [
      [2, 6],
      [7, 11],
    ],
    "heat pump",
  ],
  [
    "a word is named once, whatever its case",
    "Tide and tide",
    [
      [0, 4],
      [9, 13],
    ],
    "tide",
  ],
  [
    "words apart follow each other",
    "sun then wind",
    [
      [0, 3],
      [9, 13],
    ],
    "sun wind",
  ],
  ["nothing is nothing", "sun", [], ""],
] as const)("%s", (_, text, marks, words) => {
  expect(markedWords(text, marks)).toBe(words);
});
