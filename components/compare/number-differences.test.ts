import { expect, it } from "vitest";
import { compareTranscripts } from "@/server/transcripts/compare-transcripts";
import { numberDifferences } from "./number-differences";

const said = (...texts: string[]) =>
  texts.map((text, index) => ({ startMs: index * 1000, endMs: index * 1000 + 900, cueStarts: [], text }));
const numbered = (left: string[], right: string[]) => {
  const { rows, count } = numberDifferences(compareTranscripts(said(...left), said(...right)).rows);
  const marksOf = (side: "left" | "right") =>
    rows.flatMap((row) =>
      row[side].flatMap(({ text, difference }) => (difference === null ? [] : [[difference, text]])),
    );
  return { count, left: marksOf("left"), right: marksOf("right") };
};

it.each([
  ["nothing differs", ["We like it."], ["we like it"], { count: 0, left: [], right: [] }],
  [
    "a word in place of another is one",
    ["We like cold baths."],
    ["We like old baths."],
    {
      count: 1,
      left: [[0, "cold"]],
      right: [[0, "old"]],
    },
  ],
  [
    "what one side alone has counts too, in the order of the text",
    ["so we like cold big baths"],
    ["we like cold baths indeed"],
    {
      count: 3,
      left: [
        [0, "so"],
        [1, "big"],
      ],
      right: [[2, "indeed"]],
    },
  ],
])("%s", (_, left, right, differences) => {
  expect(numbered(left, right)).toEqual(differences);
});

it("counts on from row to row", () => {
  const common = Array.from({ length: 60 }, (_, index) => `word${index}`).join(" ");
  const { count, left, right } = numbered([`one ${common}`, "two three"], [`eins ${common}`, "zwei three"]);
  expect({ count, left, right }).toEqual({
    count: 2,
    left: [
      [0, "one"],
      [1, "two"],
    ],
    right: [
      [0, "eins"],
      [1, "zwei"],
    ],
  });
});

it("counts once what goes on over several rows", () => {
  const missing = Array.from({ length: 5 }, (_, part) => Array(40).fill(`part${part}`).join(" "));
  const { count, left, right } = numbered(
    ["we begin here alike", ...missing, "and end"],
    ["we begin here alike and stop"],
  );
  expect([count, left.length > 2, new Set(left.map(([number]) => number)), right]).toEqual([
    2,
    true,
    new Set([0, 1]),
    [[1, "stop"]],
  ]);
});

it("counts anew what begins after common words of the next row", () => {
  const both = (text: string) => ({ text, is_different: false });
  const alone = (text: string) => ({ text, is_different: true });
  const rows = [
    { start_ms: 0, left: [both("a"), alone("b")], right: [both("a")] },
    { start_ms: 9, left: [both("c"), alone("d")], right: [both("c")] },
  ];
  expect(numberDifferences(rows).count).toBe(2);
});
