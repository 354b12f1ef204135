import { describe, expect, it } from "vitest";
import type { Cue } from "../cue";
import { parseTranscript } from "../parse-transcript";

const cuesOf = (text: string): Cue[] => {
  const transcript = parseTranscript(new TextEncoder().encode(text));
  return transcript.kind === "timed" ? transcript.cues : [];
};

describe("SubRip", () => {
  const expected = [
    { startMs: 1000, endMs: 2000, text: "one" },
    { startMs: 3000, endMs: 4000, text: "two words" },
  ];
  it.each([
    ["as it should be", "1\n00:00:01,000 --> 00:00:02,000\none\n\n2\n00:00:03,000 --> 00:00:04,000\ntwo\nwords\n"],
    ["dots for commas", "1\n00:00:01.000 --> 00:00:02.000\none\n\n2\n00:00:03.000 --> 00:00:04.000\ntwo words"],
    ["short fractions", "1\n00:00:01,0 --> 00:00:02\none\n\n2\n00:00:03,00 --> 00:00:04,0\ntwo words"],
    ["no numbers", "00:00:01,000 --> 00:00:02,000\none\n\n00:00:03,000 --> 00:00:04,000\ntwo words"],
    ["no blank lines", "1\n00:00:01,000 --> 00:00:02,000\none\n2\n00:00:03,000 --> 00:00:04,000\ntwo words"],
    [
      "blank lines in a text",
      "1\n00:00:01,000 --> 00:00:02,000\n\none\n\n2\n00:00:03,000 --> 00:00:04,000\ntwo\n\nwords",
    ],
    [
      "a byte-order mark",
      "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\none\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\ntwo words",
    ],
    [
      "positions",
      "1\n00:00:01,000 --> 00:00:02,000 X1:40 X2:600 Y1:20 Y2:50\none\n\n2\n00:00:03,000 --> 00:00:04,000\ntwo words",
    ],
    [
      "tags",
      '1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>one</i>\n\n2\n00:00:03,000 --> 00:00:04,000\n<font color="#fff">two</font> {b}words{/b}',
    ],
    ["wrong order", "2\n00:00:03,000 --> 00:00:04,000\ntwo words\n\n1\n00:00:01,000 --> 00:00:02,000\none"],
    [
      "an empty cue",
      "1\n00:00:01,000 --> 00:00:02,000\none\n\n2\n00:00:02,500 --> 00:00:02,900\n\n\n3\n00:00:03,000 --> 00:00:04,000\ntwo words",
    ],
    ["the form of SBV", "0:00:01.000,0:00:02.000\none\n\n0:00:03.000,0:00:04.000\ntwo\nwords"],
  ])("%s", (_, file) => {
    expect(cuesOf(file)).toEqual(expected);
  });

  it("lets a name hold until the next one", () => {
    const texts = ["Anna: Hello and", "welcome.", "Ben (host): Thank you.", "Today at 10:30 we talk."];
    const file = texts
      .map((text, index) => `${index}\n00:00:0${index},000 --> 00:00:0${index},900\n${text}\n`)
      .join("\n");
    expect(cuesOf(file).map((cue) => [cue.speaker, cue.text])).toEqual([
      ["Anna", "Hello and"],
      ["Anna", "welcome."],
      ["Ben", "Thank you."],
      ["Ben", "Today at 10:30 we talk."],
    ]);
  });
});
