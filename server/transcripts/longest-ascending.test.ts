import fc from "fast-check";
import { expect, it } from "vitest";
import { longestAscending } from "./longest-ascending";

it.each([
  ["nothing", [], []],
  ["all in order", [1, 1, 2], [0, 1, 2]],
  ["one too early", [1, 5, 2, 6, 7], [0, 2, 3, 4]],
  ["one far too late", [1, 900, 2, 3], [0, 2, 3]],
  ["gaps", [null, 1, null, 2], [1, 3]],
])("%s", (_, values, indexes) => {
  expect([...longestAscending(values)].sort((a, b) => a - b)).toEqual(indexes);
});

it("never goes down, and keeps all of what is in order", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), (values) => {
      const kept = [...longestAscending(values)].sort((a, b) => a - b).map((index) => values[index] ?? 0);
      expect(kept).toEqual([...kept].sort((a, b) => a - b));
      const sorted = [...values].sort((a, b) => a - b);
      expect(longestAscending(sorted).size).toBe(values.length);
    }),
  );
});
