import { expect, it } from "vitest";
import { formatClock, formatDuration, formatRoughDuration } from "./format-duration";

it.each([
  [32, "32 s", "32 s"],
  [60, "1 min", "1 min"],
  [3_600, "1 h", "1 h"],
  [3_599, "1 h", "1 h"],
  [5_400, "1 h 30 min", "1 h 30 min"],
  [9 * 3600 + 54 * 60, "9 h 54 min", "10 h"],
  [47 * 3600, "47 h", "47 h"],
  [80 * 3600, "80 h", "3 days"],
])("%i seconds are %s, roughly %s", (seconds, exact, rough) => {
  expect([formatDuration(seconds), formatRoughDuration(seconds)]).toEqual([exact, rough]);
});

it.each([
  [-1, "0:00"],
  [65.9, "1:05"],
  [3_723, "1:02:03"],
])("%f seconds are the place %s", (seconds, text) => expect(formatClock(seconds)).toBe(text));
