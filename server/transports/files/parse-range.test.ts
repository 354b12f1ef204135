import fc from "fast-check";
import { expect, it } from "vitest";
import { parseRange } from "./parse-range";

it.each([
  [undefined, "whole"],
  ["", "whole"],
  ["bytes=-", "whole"],
  ["bytes=5-2", "whole"],
  ["bytes=0-1,4-5", "whole"],
  ["items=0-1", "whole"],
  ["bytes=0-", [0, 9]],
  ["bytes=3-5", [3, 5]],
  ["bytes = 3 - 5", [3, 5]],
  ["bytes=9-9", [9, 9]],
  ["bytes=3-999999", [3, 9]],
  ["bytes=-4", [6, 9]],
  ["bytes=-99", [0, 9]],
  ["bytes=10-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
] as const)("%s of ten bytes", (header, expected) => {
  const asked = parseRange(header, 10);
  expect(asked.kind === "part" ? [asked.range.start, asked.range.end] : asked.kind).toEqual(expected);
});

it("never leads outside the file", () => {
  const number = fc.option(fc.nat(), { nil: "" });
  fc.assert(
    fc.property(number, number, fc.nat(1000), (first, last, size) => {
      const asked = parseRange(`bytes=${first}-${last}`, size);
      if (asked.kind !== "part") return;
      const { start, end } = asked.range;
      expect(start >= 0 && start <= end && end < size).toBe(true);
    }),
  );
});
