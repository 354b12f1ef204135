import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NumberKind } from "./field-kind";
import { limitsOf, readNumber } from "./read-number";

const minutes: NumberKind = { kind: "number", isWhole: true, min: 5, max: 10_080 };
const any: NumberKind = { kind: "number", isWhole: false, min: null, max: null };

describe("a number that is typed", () => {
  it.each<[string, NumberKind, number]>([
    ["60", minutes, 60],
    [" 60 ", minutes, 60],
    ["10,080", minutes, 10_080],
    ["-1.5", any, -1.5],
    ["0", { ...any, min: 0 }, 0],
  ])("%j is %#", (typed, kind, value) => {
    expect(readNumber(typed, kind)).toEqual({ value });
  });

  it.each<[string, NumberKind, string]>([
    ["", minutes, "Enter a whole number from 5 to 10,080."],
    ["4", minutes, "Enter a whole number from 5 to 10,080."],
    ["10081", minutes, "Enter a whole number from 5 to 10,080."],
    ["7.5", minutes, "Enter a whole number from 5 to 10,080."],
    ["1,5", any, "Enter a number."],
    ["1e3", any, "Enter a number."],
    ["soon", any, "Enter a number."],
    ["9".repeat(400), any, "Enter a number."],
    ["-1", { ...any, min: 0 }, "Enter a number of at least 0."],
    ["9", { ...any, isWhole: true, max: 8 }, "Enter a whole number of at most 8."],
  ])("%j is refused in words", (typed, kind, problem) => {
    expect(readNumber(typed, kind)).toEqual({ problem });
  });

  it("is read as it is shown, whatever it is", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const kind = { ...any, isWhole: true };
        expect(readNumber(String(value), kind)).toEqual({ value });
        expect(readNumber(value.toLocaleString("en-US"), kind)).toEqual({ value });
      }),
    );
  });

  it("never lies outside of its limits", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String)), (typed) => {
        const answer = readNumber(typed, minutes);
        if ("value" in answer) expect(answer.value >= 5 && answer.value <= 10_080).toBe(true);
      }),
    );
  });
});

it.each([
  [minutes, "5 to 10,080"],
  [{ ...any, min: 0 }, "at least 0"],
  [{ ...any, max: 9 }, "at most 9"],
  [any, null],
])("the limits of %j are %s", (kind, words) => {
  expect(limitsOf(kind)).toBe(words);
});
