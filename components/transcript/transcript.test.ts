import { describe, expect, it } from "vitest";
import { blocksOf } from "./blocks";
import { findMatches } from "./find-matches";
import { phraseAt } from "./phrase-at";

const said = (text: string, speaker: string | null = null) => ({ start_ms: 0, end_ms: 1, speaker, text });

describe("the phrase at a time", () => {
  const phrases = [{ start_ms: 1000 }, { start_ms: 2500 }, { start_ms: 9000 }];
  it.each([
    ["nothing is said before the first", 0.5, null],
    ["a phrase begins at its very time", 2.5, 1],
    ["it lasts until the next begins", 8.9, 1],
    ["the last has no end", 1000, 2],
  ])("%s", (_, seconds, index) => {
    expect(phraseAt(phrases, seconds)).toBe(index);
  });
  it("is none where there are no times", () => {
    expect(phraseAt([{ start_ms: null }], 5)).toBeNull();
  });
});

describe("finding", () => {
  const texts = ["The tide comes in.", "Tides, and C++ (mostly)", "It’s high water"];
  it.each([
    ["nothing in nothing", " ", []],
    [
      "any case, inside of words",
      "TIDE",
      [
        [0, 4, 8],
        [1, 0, 4],
      ],
    ],
    ["signs as they are", "c++ (", [[1, 11, 16]]],
    ["either apostrophe", "it's", [[2, 0, 4]]],
    [
      "words one by one when they never stand together",
      "water tide",
      [
        [0, 4, 8],
        [1, 0, 4],
        [2, 10, 15],
      ],
    ],
    ["a phrase where it stands", "high water", [[2, 5, 15]]],
  ] as const)("%s", (_, query, places) => {
    expect(findMatches(texts, query).map(({ phrase, from, to }) => [phrase, from, to])).toEqual(places);
  });
});

describe("blocks", () => {
  it("name a speaker when it changes", () => {
    const [block] = blocksOf([said("a", "Ann"), said("b", "Ann"), said("c", "Bo"), said("d")]);
    expect(block?.phrases.map((phrase) => phrase.isTurn)).toEqual([true, false, true, false]);
  });
  it("name the speaker again after the title of a chapter", () => {
    const phrases = [said("a", "Ann"), { ...said("b", "Ann"), start_ms: 5000, end_ms: 6000 }];
    const chapter = { start_ms: 5000, title: "Two", url: null, image_url: null };
    const [block] = blocksOf(phrases, [chapter]);
    expect(block?.phrases.map(({ isTurn, chapters }) => [isTurn, chapters])).toEqual([
      [true, []],
      [true, [chapter]],
    ]);
  });
  it("hold all phrases once, in order", () => {
    const blocks = blocksOf(Array.from({ length: 100 }, (_, index) => said(String(index))));
    expect(blocks.flatMap((block) => block.phrases.map((phrase) => phrase.text)).join()).toBe(
      [...Array(100).keys()].join(),
    );
  });
});
