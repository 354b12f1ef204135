import { describe, expect, it } from "vitest";
import { parseTranscript } from "../parse-transcript";

const parse = (document: unknown) => parseTranscript(new TextEncoder().encode(JSON.stringify(document)));
const parseText = (text: string) => parseTranscript(new TextEncoder().encode(text));

describe("JSON with times", () => {
  const cues = [
    { startMs: 500, endMs: 1500, text: "Hello there" },
    { startMs: 2000, endMs: 3250, text: "Hi" },
  ];
  it.each([
    [
      "Podcasting 2.0",
      {
        version: "1.0.0",
        segments: [
          { startTime: 0.5, endTime: 1.5, body: "Hello there" },
          { startTime: 2, endTime: 3.25, body: "Hi" },
        ],
      },
    ],
    [
      "times as strings",
      {
        segments: [
          { startTime: "0.5", endTime: "1.5", body: "Hello there" },
          { startTime: "2", endTime: "3.25s", body: "Hi" },
        ],
      },
    ],
    [
      "a bare list",
      [
        { start: 0.5, end: 1.5, text: "Hello there" },
        { start: 2, end: 3.25, text: "Hi" },
      ],
    ],
    [
      "clock times and milliseconds",
      {
        transcripts: [
          { start: "00:00:00.500", start_ms: 500, end: "00:00:01.500", end_ms: 1500, text: "Hello there" },
          { start: "00:00:02.000", end: "00:00:03.250", text: "Hi" },
        ],
      },
    ],
    [
      "whisper",
      {
        text: " Hello there Hi",
        segments: [
          { id: 0, start: 0.5, end: 1.5, text: " Hello there", tokens: [1, 2] },
          { id: 1, start: 2, end: 3.25, text: " Hi", tokens: [] },
        ],
      },
    ],
    [
      "whisper.cpp",
      {
        transcription: [
          { timestamps: { from: "00:00:00,500", to: "x" }, offsets: { from: 500, to: 1500 }, text: " Hello there" },
          { offsets: { from: 2000, to: 3250 }, text: " Hi" },
        ],
      },
    ],
    [
      "transformers",
      {
        text: "x",
        chunks: [
          { timestamp: [0.5, 1.5], text: " Hello there" },
          { timestamp: [2, 3.25], text: " Hi" },
        ],
      },
    ],
    [
      "AssemblyAI",
      {
        utterances: [
          { start: 500, end: 1500, text: "Hello there" },
          { start: 2000, end: 3250, text: "Hi" },
        ],
        words: [],
      },
    ],
    [
      "a missing end",
      [
        { start: 0.5, end: 1.5, text: "Hello there" },
        { start: 2, end: 3.25, text: "Hi" },
        { start: 2, text: " " },
      ],
    ],
  ])("%s", (_, document) => {
    expect(parse(document)).toMatchObject({ kind: "timed", format: "json", cues });
  });

  it("keeps speakers, be they names, numbers or objects", () => {
    const segments = ["Anna", 1, { name: "Ben" }].map((speaker, index) => ({
      start: index,
      end: index + 1,
      text: "Hi",
      speaker,
    }));
    expect(parse({ segments })).toMatchObject({
      cues: [{ speaker: "Anna" }, { speaker: "Speaker 1" }, { speaker: "Ben" }],
    });
  });

  it("keeps words, and places those that have no times between their neighbours", () => {
    const words = [{ word: " In", start: 1, end: 1.2 }, { word: "2024" }, { word: "we", start: 1.8, end: 2 }];
    expect(parse({ segments: [{ start: 1, end: 2, text: " In 2024 we", words }] })).toMatchObject({
      isWordLevel: false,
      cues: [
        {
          text: "In 2024 we",
          words: [
            { startMs: 1000, endMs: 1200, text: "In" },
            { startMs: 1200, endMs: 1200, text: "2024" },
            { startMs: 1800, endMs: 2000, text: "we" },
          ],
        },
      ],
    });
  });

  it("reads Deepgram's nested words, as they are written", () => {
    const words = ["hello", "there", "friend"].map((word, index) => ({
      word,
      punctuated_word: `${word}!`,
      start: index + 0.5,
      end: index + 1,
      speaker: 0,
    }));
    expect(
      parse({ results: { channels: [{ alternatives: [{ transcript: "hello there", words }, { words }] }] } }),
    ).toMatchObject({
      isWordLevel: true,
      cues: [{ text: "hello!", speaker: "Speaker 0" }, { text: "there!" }, { text: "friend!" }],
    });
  });

  it("fills missing ends from the next start", () => {
    expect(
      parse([
        { startTime: 1, body: "a" },
        { startTime: 4.5, body: "b" },
      ]),
    ).toMatchObject({ cues: [{ endMs: 4500 }, { endMs: 5500 }] });
  });

  it("reads numbers that JSON does not have", () => {
    expect(parseText('{"segments":[{"start":0.5,"end":1.5,"text":"a","avg_logprob":NaN}]}')).toMatchObject({
      kind: "timed",
    });
  });
});

describe("JSON without times", () => {
  it.each([
    ["a text", { text: "Hello.\n\nWorld." }, [{ text: "Hello." }, { text: "World." }]],
    ["a list of strings", ["Hello.", "World."], [{ text: "Hello." }, { text: "World." }]],
    ["turns", { transcript: [{ speaker: "Anna", text: "Hello." }] }, [{ text: "Hello.", speaker: "Anna" }]],
  ])("%s", (_, document, paragraphs) => {
    expect(parse(document)).toEqual({ kind: "untimed", format: "json", paragraphs });
  });
});
