import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignWords, shareInCommon, type WordRun } from "./align-words";

const words = (text: string) => text.split(" ").filter(Boolean);
const shown = (left: string, right: string) => {
  const [a, b] = [words(left), words(right)];
  return alignWords(a, b).map(({ kind, ...run }) =>
    kind === "left"
      ? `-${a.slice(run.left.from, run.left.to).join(" ")}`
      : kind === "right"
        ? `+${b.slice(run.right.from, run.right.to).join(" ")}`
        : a.slice(run.left.from, run.left.to).join(" "),
  );
};

it.each([
  ["the same", "We all agree.", "we all, agree", ["We all agree."]],
  [
    "a word that was heard otherwise",
    "I like cold baths a lot",
    "I like old baths a lot",
    ["I like", "-cold", "+old", "baths a lot"],
  ],
  ["a word that is missing", "one two three", "one three", ["one", "-two", "three"]],
  ["nothing in common", "a b", "c d", ["-a b", "+c d"]],
  ["nothing at all", "", "", []],
  ["only one text", "", "new words", ["+new words"]],
])("shows %s", (_, left, right, expected) => {
  expect(shown(left, right)).toEqual(expected);
});

const text = fc.array(fc.constantFrom("a", "b", "c", "d", "e", "—"), { maxLength: 60 });

describe("whatever the texts", () => {
  const coverage = (runs: WordRun[], side: "left" | "right") => runs.map((run) => run[side]);

  it("covers each word of both once and in order", () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const runs = alignWords(left, right);
        for (const [side, list] of [
          ["left", left],
          ["right", right],
        ] as const) {
          let at = 0;
          for (const { from, to } of coverage(runs, side)) {
            expect(from).toBe(at);
            at = to;
          }
          expect(at).toBe(list.length);
        }
        for (const run of runs)
          if (run.kind === "both")
            expect(left.slice(run.left.from, run.left.to)).toEqual(right.slice(run.right.from, run.right.to));
      }),
    );
  });

  it("finds a text in itself whole", () => {
    fc.assert(
      fc.property(text, (same) => void expect(shareInCommon(alignWords(same, same))).toBe(same.length > 0 ? 1 : 0)),
    );
  });
});

const scrambled = (index: number) => Math.imul(Math.imul(index + 1, 2246822519) ^ ((index + 1) << 7), 3266489917) >>> 8;

it("compares three hours of speech, a tenth of it heard otherwise, without growing slow", () => {
  const spoken = Array.from({ length: 30_000 }, (_, index) => `w${scrambled(index) % 3001}`);
  const heard = spoken.map((word, index) => (index % 10 === 3 ? "mumble" : word));
  expect(shareInCommon(alignWords(spoken, heard))).toBeCloseTo(0.9, 2);
});
