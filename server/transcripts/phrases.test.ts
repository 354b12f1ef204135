import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cue } from "./cue";
import { joinTexts } from "./one-line";
import { cueAt, mergeIntoPhrases, paragraphPhrases } from "./phrases";

/** Cues of a second each, one after the other. */
const cues = (...texts: string[]): Cue[] =>
  texts.map((text, index) => ({ startMs: index * 1000, endMs: index * 1000 + 1000, text }));
const textsOf = (list: Cue[]) => mergeIntoPhrases(list).map((phrase) => phrase.text);
const forty = "a sentence with forty characters, or so.";

describe("a phrase ends", () => {
  it.each<[string, Cue[], string[]]>([
    ["not before it must", cues("one", "two", "three"), ["one two three"]],
    [
      "at a pause of more than 1.5 s",
      [
        { startMs: 0, endMs: 1000, text: "a" },
        { startMs: 2500, endMs: 3000, text: "b" },
        { startMs: 4501, endMs: 5000, text: "c" },
      ],
      ["a b", "c"],
    ],
    ["after a sentence of 40 characters", cues(forty, "next"), [forty, "next"]],
    ["not after a short sentence", cues("Yes.", "No."), ["Yes. No."]],
    ["after a sentence in quotes", cues(`“${forty}”`, "next"), [`“${forty}”`, "next"]],
    [
      "at a change of speaker",
      [
        { ...(cues("a")[0] as Cue), speaker: "Anna" },
        { startMs: 1000, endMs: 2000, text: "b", speaker: "Ben" },
      ],
      ["a", "b"],
    ],
    [
      "before 200 characters are exceeded",
      cues("a".repeat(120), "b".repeat(79), "c"),
      [`${"a".repeat(120)} ${"b".repeat(79)}`, "c"],
    ],
    ["without blanks inside Chinese", cues("你好", "世界", "OK"), ["你好世界 OK"]],
  ])("%s", (_, list, expected) => expect(textsOf(list)).toEqual(expected));
});

describe("cues that are too long", () => {
  const sentence = "This is a sentence that goes on for quite a while. ";
  it("are cut after sentences, with times by their share", () => {
    const phrases = mergeIntoPhrases([{ startMs: 0, endMs: 10_000, text: sentence.repeat(10).trim() }]);
    expect(phrases.map((phrase) => phrase.text.length)).toEqual([356, 152]);
    expect(phrases.every((phrase) => phrase.text.endsWith("."))).toBe(true);
    expect(phrases[1]).toMatchObject({
      startMs: 7014,
      endMs: 10_000,
      cueStarts: [{ offset: 0, startMs: 0, endMs: 10_000 }],
    });
  });

  it("are cut where their words say", () => {
    const words = Array.from({ length: 100 }, (_, index) => ({
      startMs: index * 10,
      endMs: index * 10 + 5,
      text: "words",
    }));
    const phrases = mergeIntoPhrases([
      { startMs: 0, endMs: 995, text: words.map((word) => word.text).join(" "), words },
    ]);
    expect(phrases[1]?.startMs).toBe(660);
  });

  it("are cut somewhere if there is no good place, but not within a character", () => {
    const phrases = mergeIntoPhrases([{ startMs: 0, endMs: 1000, text: `a${"😀".repeat(300)}` }]);
    expect(phrases.every((phrase) => phrase.text.isWellFormed() && phrase.text.length <= 400)).toBe(true);
  });
});

it("cuts a huge cue in no time", () => {
  const words = Array.from({ length: 300_000 }, (_, index) => ({ startMs: index, endMs: index + 1, text: "word" }));
  const start = performance.now();
  mergeIntoPhrases([{ startMs: 0, endMs: 300_000, text: words.map((word) => word.text).join(" "), words }]);
  expect(performance.now() - start).toBeLessThan(10_000); // quadratic behaviour takes minutes
});

it("tells in which cue a match begins", () => {
  const [phrase] = mergeIntoPhrases(cues("Hello and", "welcome to", "the show"));
  expect(phrase && cueAt(phrase, phrase.text.indexOf("come to"))).toEqual({ offset: 10, startMs: 1000, endMs: 2000 });
});

it("makes phrases without times from paragraphs", () => {
  expect(paragraphPhrases([{ text: "Hello.", speaker: "Anna" }])).toEqual([
    { startMs: null, endMs: null, text: "Hello.", speaker: "Anna", cueStarts: [] },
  ]);
});

it("says what the cues say, in their order, and points at where each begins", () => {
  const word = fc.constantFrom(
    "hello",
    "world.",
    "你好",
    "テスト。",
    "x".repeat(150),
    "😀".repeat(250),
    "a b c d. ".repeat(60).trim(),
  );
  const cue = fc.record({
    pauseMs: fc.nat(3000),
    lengthMs: fc.nat(5000),
    text: word,
    speaker: fc.option(fc.constantFrom("Anna", "Ben"), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(cue), (drafts) => {
      let now = 0;
      const list = drafts.map(({ pauseMs, lengthMs, text, speaker }): Cue => {
        const startMs = now + pauseMs;
        now = startMs + lengthMs;
        return { startMs, endMs: now, text, ...(speaker ? { speaker } : {}) };
      });
      const phrases = mergeIntoPhrases(list);
      const bare = (texts: string[]) => joinTexts(texts).replace(/\s/g, "");
      expect(bare(phrases.map((phrase) => phrase.text))).toBe(bare(list.map(({ text }) => text)));
      for (const phrase of phrases) {
        expect(phrase.text.length).toBeLessThanOrEqual(400);
        expect(phrase.endMs).toBeGreaterThanOrEqual(phrase.startMs);
        expect(phrase.cueStarts[0]?.offset).toBe(0);
        for (const start of phrase.cueStarts) {
          const begins = list.some(
            (candidate) =>
              candidate.startMs === start.startMs &&
              (start.offset === 0 || phrase.text.startsWith(candidate.text, start.offset)),
          );
          expect(begins).toBe(true);
        }
      }
    }),
  );
});
