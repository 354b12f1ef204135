import fc from "fast-check";
import { expect, it } from "vitest";
import { formatClock, formatTimestamp, parseTimestamp } from "./timestamp";

it.each([
  ["00:01.000", 1000],
  ["1:02", 62_000],
  ["01:02:03", 3_723_000],
  ["00:01:41,04", 101_040],
  ["00:00:00.1239", 123],
  [" 00:01 ", 1000],
  ["120:00:00.000", 432_000_000],
  ["12", null],
  ["00:1x", null],
  ["", null],
  ["5 Jan 2026", null],
])("%s is read", (text, ms) => expect(parseTimestamp(text)).toBe(ms));

it.each([
  [0, "00:00"],
  [59_999, "00:59"],
  [3_599_000, "59:59"],
  [3_600_000, "01:00:00"],
  [360_000_000, "100:00:00"],
])("%d ms are shown with hours only when there are any", (ms, text) => expect(formatClock(ms)).toBe(text));

it("reads back what it writes, to the millisecond", () => {
  fc.assert(
    fc.property(fc.nat(2_000_000_000), (ms) => {
      expect(parseTimestamp(formatTimestamp(ms))).toBe(ms);
      expect(parseTimestamp(formatTimestamp(ms, ","))).toBe(ms);
    }),
  );
});
