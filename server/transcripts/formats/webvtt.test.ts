import { describe, expect, it } from "vitest";
import type { Cue } from "../cue";
import { parseTranscript } from "../parse-transcript";

const cuesOf = (text: string): Cue[] => {
  const transcript = parseTranscript(new TextEncoder().encode(text));
  return transcript.kind === "timed" ? transcript.cues : [];
};
const vtt = (...lines: string[]) => cuesOf(["WEBVTT", "", ...lines].join("\n"));
const oneCue = (text: string) => vtt("00:01.000 --> 00:04.000", text)[0];

describe("times", () => {
  it.each([
    ["with hours", "01:00:01.000 --> 01:00:02.500", 3_601_000, 3_602_500],
    ["without hours", "00:01.000 --> 00:02.500", 1000, 2500],
    ["hours on one side", "00:01.000 --> 00:00:02.500", 1000, 2500],
    ["many hours", "120:00:00.000 --> 120:00:01.000", 432_000_000, 432_001_000],
    ["a short arrow", "00:01.000 -> 00:02.500", 1000, 2500],
    ["no blanks", "00:01.000-->00:02.500", 1000, 2500],
    ["tabs", "\t00:01.000\t-->\t00:02.500", 1000, 2500],
    ["settings", "00:01.000 --> 00:02.500 align:start position:0% line:-1", 1000, 2500],
    ["settings without a blank", "00:01.000 --> 00:02.500line:40%", 1000, 2500],
    ["a comma", "00:01,000 --> 00:02,500", 1000, 2500],
    ["no fraction", "00:01 --> 00:02", 1000, 2000],
    ["an end before the start", "00:05.000 --> 00:02.000", 5000, 6000],
    ["an end that cannot be read", "00:01.000 --> 00:1x.000", 1000, 2000],
  ])("%s", (_, timing, startMs, endMs) => {
    expect(vtt(timing, "Hi")).toEqual([{ startMs, endMs, text: "Hi" }]);
  });

  it("fills a missing end from the next later start", () => {
    const cues = vtt("00:01.000 --> ?", "a", "", "00:01.000 --> ?", "b", "", "00:09.000 --> 00:10.000", "c");
    expect(cues.map((cue) => cue.endMs)).toEqual([9000, 9000, 10_000]);
  });

  it("orders cues by start and leaves equal starts as they came", () => {
    const cues = vtt(
      "00:05.000 --> 00:06.000",
      "b",
      "",
      "00:01.000 --> 00:02.000",
      "a",
      "",
      "00:05.000 --> 00:05.500",
      "c",
    );
    expect(cues.map((cue) => cue.text)).toEqual(["a", "b", "c"]);
  });
});

describe("blocks", () => {
  const twoCues = [expect.objectContaining({ text: "one" }), expect.objectContaining({ text: "two" })];
  it.each([
    ["NOTE", "NOTE a comment\nthat goes on\n\n00:01.000 --> 00:02.000\none\n\n00:02.000 --> 00:03.000\ntwo"],
    ["STYLE", "STYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000\none\n\n00:02.000 --> 00:03.000\ntwo"],
    ["REGION", "REGION\nid:fred\n\n00:01.000 --> 00:02.000\none\n\n00:02.000 --> 00:03.000\ntwo"],
    ["identifiers", "first\n00:01.000 --> 00:02.000\none\n\n2\n00:02.000 --> 00:03.000\ntwo"],
    ["no blank line between cues", "00:01.000 --> 00:02.000\none\n00:02.000 --> 00:03.000\ntwo"],
    ["a number but no blank line", "1\n00:01.000 --> 00:02.000\none\n2\n00:02.000 --> 00:03.000\ntwo"],
    ["a blank line before the text", "00:01.000 --> 00:02.000\n\none\n\n\n00:02.000 --> 00:03.000\n\ntwo"],
    ["an empty cue between", "00:01.000 --> 00:02.000\none\n\n00:01.500 --> 00:02.000\n\n00:02.000 --> 00:03.000\ntwo"],
  ])("%s", (_, body) => {
    expect(vtt(body)).toEqual(twoCues);
  });

  it.each([
    ["carriage returns", "WEBVTT\r\r00:01.000 --> 00:02.000\rone\rline\r"],
    ["carriage returns and line feeds", "WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\none\r\nline\r\n"],
    ["a byte-order mark", "\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\none line"],
    ["a title after the signature", "WEBVTT - a title\n\n00:01.000 --> 00:02.000\none line"],
    [
      "a time map of live streams",
      "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n00:01.000 --> 00:02.000\none line",
    ],
    ["no blank line after the header", "WEBVTT\n00:01.000 --> 00:02.000\none line"],
    ["no header", "00:01.000 --> 00:02.000\none line"],
    ["two headers", "WEBVTT\n\nWEBVTT\n\n00:01.000 --> 00:02.000\none line"],
  ])("reads a file with %s", (_, file) => {
    expect(cuesOf(file)).toEqual([{ startMs: 1000, endMs: 2000, text: "one line" }]);
  });
});

describe("text", () => {
  it.each([
    ["tags", "<i>Hello</i> <c.yellow.bg>there</c> <lang en>you</lang>", "Hello there you"],
    ["ruby", "<ruby>漢<rt>kan</rt></ruby>", "漢kan"],
    ["references", "Q&amp;A &lt;3 &nbsp; don&#39;t &eacute;", "Q&A <3 don't é"],
    ["references only once", "&amp;lt;", "&lt;"],
    ["a bare angle bracket", "I <3 you, 5 < 6 and a > b", "I <3 you, 5 < 6 and a > b"],
    ["an e-mail address", "write to <me@example.org>", "write to <me@example.org>"],
    ["a tag without its end", "<i Hello", "Hello"],
    ["an arrow in prose", "input --> output", "input --> output"],
    ["an arrow between words of any script", "вход --> выход", "вход --> выход"],
    ["an arrow after a time of day", "at noon\n12:30 -> lunch", "at noon 12:30 -> lunch"],
    ["several lines", "one\n two  three\nfour", "one two three four"],
    ["lines of a script without blanks", "今日は\n晴れです", "今日は晴れです"],
    ["control characters", "a\u0000b\u0007c", "a b c"],
  ])("%s", (_, text, expected) => {
    expect(oneCue(text)).toMatchObject({ text: expected });
  });
});

describe("voices", () => {
  it.each([
    ["one", "<v Anna>Hi", [["Anna", "Hi"]]],
    ["closed", "<v Anna>Hi</v>", [["Anna", "Hi"]]],
    ["with classes", "<v.loud.first Anna B. Cé>Hi", [["Anna B. Cé", "Hi"]]],
    ["escaped", "<v Q&amp;A>Hi", [["Q&A", "Hi"]]],
    ["text after its end stays with it", "<v Joe>Hee!</v> Hee!", [["Joe", "Hee! Hee!"]]],
    ["over two lines", "<v Bob>Nice to meet you\nall", [["Bob", "Nice to meet you all"]]],
    [
      "two people in one caption",
      "<v Anna>Hi.\n<v Ben>Hello.",
      [
        ["Anna", "Hi."],
        ["Ben", "Hello."],
      ],
    ],
    ["without a name", "<v>Hi", [[undefined, "Hi"]]],
    ["as a prefix", "Anna: Hi", [["Anna", "Hi"]]],
  ])("%s", (_, text, expected) => {
    const cues = vtt("00:01.000 --> 00:04.000", text);
    expect(cues.map((cue) => [cue.speaker, cue.text])).toEqual(expected);
    expect(cues.every((cue) => cue.startMs === 1000 && cue.endMs === 4000)).toBe(true);
  });
});

describe("inline times", () => {
  it("become words", () => {
    expect(oneCue("this<00:01.200><c> will</c><00:02.000><c> happen</c>")).toEqual({
      startMs: 1000,
      endMs: 4000,
      text: "this will happen",
      words: [
        { startMs: 1000, endMs: 1200, text: "this" },
        { startMs: 1200, endMs: 2000, text: "will" },
        { startMs: 2000, endMs: 4000, text: "happen" },
      ],
    });
  });

  it("outside of the cue are ignored", () => {
    expect(oneCue("<00:09.000>late")).toEqual({ startMs: 1000, endMs: 4000, text: "late" });
  });
});

describe("rolling captions", () => {
  it("say everything once", () => {
    const cues = vtt(
      "00:00.000 --> 00:02.000 align:start\n \nso<00:00.500><c> this</c>\n",
      "00:02.000 --> 00:02.010\nso this\n \n",
      "00:02.010 --> 00:04.000\nso this\nis<00:02.500><c> the</c>\n",
      "00:04.000 --> 00:04.010\nis the\n \n",
      "00:04.010 --> 00:06.000\nis the\nshow<00:05.000><c> now</c>\n",
    );
    expect(cues.map((cue) => cue.text)).toEqual(["so this", "is the", "show now"]);
    expect(cues[1]?.words?.map((word) => word.text)).toEqual(["is", "the"]);
  });

  it("are known by a single pair, too", () => {
    const cues = vtt("00:00.000 --> 00:02.000\nso this\n", "00:02.000 --> 00:04.000\nso this\nis the\n");
    expect(cues.map((cue) => cue.text)).toEqual(["so this", "is the"]);
  });

  it("are told from people who repeat themselves", () => {
    const cues = vtt(
      "00:00.000 --> 00:01.000\nNo.\n",
      "00:01.000 --> 00:02.000\nNo.\n",
      "00:02.000 --> 00:03.000\nNo.",
    );
    expect(cues.map((cue) => cue.text)).toEqual(["No.", "No.", "No."]);
  });
});
