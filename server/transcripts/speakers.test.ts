import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelSpeakers, looksLikeName, nameSpeakers, splitLabel } from "./speakers";

const named = (...texts: string[]) =>
  nameSpeakers(texts.map((text) => ({ text }))).map(({ text, ...rest }) => [rest, text]);

describe("what looks like a name", () => {
  it.each([
    "Anna",
    "ANNA",
    "Anna-Lena O’Neil",
    "Dr. No",
    "Neil deGrasse Tyson",
    "Ludwig van Beethoven",
    "Speaker 1",
    "SPEAKER_00",
    "Anna & Ben",
    "Émile",
    "Ольга",
    "张三",
    "田中さん",
    "J.R. Smith",
  ])("%s does", (label) => expect(looksLikeName(label)).toBe(true));
  it.each([
    "Note",
    "The point",
    "so then",
    "And Ben",
    "He said",
    "10",
    "a",
    "My four favourite words are",
    "Also",
    "https",
  ])("%s does not", (label) => expect(looksLikeName(label)).toBe(false));
});

describe("splitting a prefix", () => {
  it.each([
    ["Anna: Hello", { label: "Anna", text: "Hello" }],
    [">> Anna: Hello", { label: "Anna", text: "Hello" }],
    ["Leo Dion (host): Hello", { label: "Leo Dion", text: "Hello" }],
    ["Guest (Leo): Hello", { label: "Guest (Leo)", text: "Hello" }],
    ["MAN:", { label: "MAN", text: "" }],
    ["张三：你好", { label: "张三", text: "你好" }],
    ["10:30 is late", null],
    ["https://example.org", null],
    ["std::vector", null],
    [": what", null],
    ["Well, Anna. Look: there", { label: "Well, Anna. Look", text: "there" }],
    ["no colon", null],
    [`${"long ".repeat(20)}: text`, null],
  ])("%s", (text, expected) => expect(splitLabel(text)).toEqual(expected));
});

describe("naming the speakers of a transcript", () => {
  it("lets a name hold until the next one or a dash", () => {
    expect(named("Music.", "Anna: Hi.", "There.", "Ben: Yes.", "- Who?")).toEqual([
      [{}, "Music."],
      [{ speaker: "Anna" }, "Hi."],
      [{ speaker: "Anna" }, "There."],
      [{ speaker: "Ben" }, "Yes."],
      [{}, "Who?"],
    ]);
  });

  it("lets a name on its own line stand for the next one, and keeps it as text where nothing follows", () => {
    expect(named("Anna:", "Hi.", "Resources:")).toEqual([
      [{ speaker: "Anna" }, "Hi."],
      [{}, "Resources:"],
    ]);
  });

  it("takes odd labels only when they come back", () => {
    expect(named("tim-p: a", "tim-p: b", "hukl: c", "tim-p: d", "tim-p: e")[0]).toEqual([{ speaker: "tim-p" }, "a"]);
    expect(named("tim-p: a", "b")).toEqual([
      [{}, "tim-p: a"],
      [{}, "b"],
    ]);
  });

  it("leaves a stray colon in a long transcript without labels", () => {
    const texts = Array.from({ length: 200 }, (_, index) =>
      index === 100 ? "Star Wars: A New Hope" : `text ${index}`,
    );
    expect(named(...texts).every(([rest]) => Object.keys(rest ?? {}).length === 0)).toBe(true);
  });

  it("takes the name out of the words, too", () => {
    const words = ["Anna:", "Hi", "there"].map((text, index) => ({ startMs: index, endMs: index + 1, text }));
    expect(nameSpeakers([{ text: "Anna: Hi there", words }])).toEqual([
      { text: "Hi there", speaker: "Anna", words: words.slice(1) },
    ]);
  });
});

it("finds again whoever was written before the texts", () => {
  const name = fc.constantFrom("Anna", "Ben", "Leo Dion", "张三");
  const text = fc.constantFrom("Hello.", "- so", "Note: this", "Anna: quoted", "10:30", ">> what", "a: b");
  const item = fc
    .record({ text, speaker: fc.option(name, { nil: undefined }) })
    .map(({ text: said, speaker }) => ({ text: said, ...(speaker ? { speaker } : {}) }));
  const items = fc.tuple(fc.record({ text, speaker: name }), fc.array(item)).map(([first, rest]) => [first, ...rest]);
  fc.assert(
    fc.property(items, (transcript) => {
      const labelled = labelSpeakers(transcript).map((line) => ({ text: line }));
      expect(nameSpeakers(labelled)).toEqual(transcript);
    }),
  );
});
