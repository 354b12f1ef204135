import { describe, expect, it } from "vitest";
import { placeChapters, placeOf } from "./place-chapters";

const said = (start_ms: number | null, end_ms: number | null) => ({ start_ms, end_ms });
const phrases = [said(1000, 3000), said(4000, 8000), said(9000, 12_000)];

describe("a chapter begins", () => {
  it.each([
    ["before the first phrase, however early it is", 0, 0],
    ["before the phrase that starts with it", 4000, 1],
    ["after a phrase that is nearly over", 8500, 2],
    ["before a phrase that has just begun", 4400, 1],
    ["at the later one of two that are as near", 6500, 2],
    ["within the last phrase, before it", 11_500, 2],
    ["nowhere after the last one", 12_001, null],
  ])("%s", (_, start_ms, place) => {
    expect(placeOf({ start_ms }, phrases)).toBe(place);
  });

  it("nowhere in a transcript without times, or without phrases", () => {
    expect([placeOf({ start_ms: 0 }, [said(null, null)]), placeOf({ start_ms: 0 }, [])]).toEqual([null, null]);
  });
});

it("two chapters may begin before one phrase", () => {
  const chapters = [{ start_ms: 0 }, { start_ms: 1200 }, { start_ms: 9000 }, { start_ms: 60_000 }];
  expect([...placeChapters(chapters, phrases)]).toEqual([
    [0, [{ start_ms: 0 }, { start_ms: 1200 }]],
    [2, [{ start_ms: 9000 }]],
  ]);
});
