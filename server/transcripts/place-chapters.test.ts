import { expect, it } from "vitest";
import { placeChapters } from "./place-chapters";

const phrases = [0, 10, 20, 30].map((second) => ({ startMs: second * 1000, endMs: second * 1000 + 8000 }));
const chapters = (...starts: number[]) =>
  starts.map((start_ms) => ({ start_ms, title: `${start_ms}`, url: null, image_url: null }));
const placed = (...starts: number[]) =>
  [...placeChapters(phrases, chapters(...starts))].map(([index, list]) => [index, ...list.map(({ title }) => title)]);

it.each([
  ["at the beginning", [0], [[0, "0"]]],
  ["in a phrase that is nearly over", [17_000], [[2, "17000"]]],
  ["in a phrase that has just begun", [11_000], [[1, "11000"]]],
  ["two at one place", [9000, 9500], [[1, "9000", "9500"]]],
  ["after the last word", [99_000], []],
  [
    "several",
    [0, 20_000],
    [
      [0, "0"],
      [2, "20000"],
    ],
  ],
] as const)("places a chapter %s", (_, starts, expected) => {
  expect(placed(...starts)).toEqual(expected);
});

it("places none in a text without times", () => {
  expect(placeChapters([{ startMs: null, endMs: null }], chapters(0)).size).toBe(0);
});
