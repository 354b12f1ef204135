import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AppError } from "../../platform/errors";
import type { Cue } from "../cue";
import { parseTranscript } from "../parse-transcript";
import type { ExportDocument, ExportedTranscript } from "./format";
import { transcriptExports } from "./index";

const aDocument = (transcript: ExportedTranscript, fields: Partial<ExportDocument> = {}): ExportDocument => ({
  title: "A *fine* title",
  feedTitle: "The Show",
  episodeId: 7,
  guid: "g-7",
  language: "en",
  source: "podcast2.0:vtt",
  model: null,
  publishedAt: new Date("2026-01-02T03:04:05Z"),
  url: "https://example.org/7",
  audioUrl: "https://example.org/7.mp3",
  feedPage: null,
  chapters: [],
  transcript,
  ...fields,
});
const timed = (cues: Cue[], isWordLevel = false): ExportedTranscript => ({ kind: "timed", cues, isWordLevel });
const conversation: Cue[] = [
  { startMs: 500, endMs: 1999, text: "Hello <you> & all.", speaker: "Anna" },
  { startMs: 2000, endMs: 3001, text: "Hi.", speaker: "Ben" },
  { startMs: 3_700_000, endMs: 3_700_001, text: "# 1 *is* late --> now", speaker: "Ben" },
];
const untimed: ExportedTranscript = {
  kind: "untimed",
  paragraphs: [{ text: "Hello.", speaker: "Anna" }, { text: "# Bye" }],
};

function render(format: string, document: ExportDocument): string {
  const found = transcriptExports.find((candidate) => candidate.format === format);
  if (!found) throw new Error(`no export ${format}`);
  return found.render(document);
}

describe("the forms", () => {
  it("md", () => {
    expect(render("md", aDocument(timed(conversation)))).toBe(
      [
        '---\ntitle: "A *fine* title"\nfeed: "The Show"\ndate: 2026-01-02\nurl: "https://example.org/7"\nguid: "g-7"\naudio: "https://example.org/7.mp3"\nlanguage: "en"\nsource: "podcast2.0:vtt"\nepisode: 7\nspeakers: ["Anna","Ben"]\n---',
        "# A \\*fine\\* title",
        "**[00:00]** **Anna:** Hello \\<you\\> & all.",
        "**[00:02]** **Ben:** Hi.",
        "**[01:01:40]** \\# 1 \\*is\\* late --\\> now\n",
      ].join("\n\n"),
    );
  });

  it("md with the page of its podcast", () => {
    const body = render("md", aDocument(timed(conversation), { feedPage: "../100%25 Show.md" }));
    expect(body).toContain("\n\n[The Show](<../100%2525 Show.md>)\n\n");
  });

  it("md with chapters", () => {
    const chapter = (start_ms: number, title: string) => ({ start_ms, title, url: null, image_url: null });
    const chapters = [chapter(0, "Start: *now*"), chapter(2000, "Greetings"), chapter(9_000_000, "Never")];
    const body = render("md", aDocument(timed(conversation), { chapters }));
    expect(body).toContain('\nchapters:\n  - "00:00 Start: *now*"\n  - "00:02 Greetings"\n  - "02:30:00 Never"\n---\n');
    expect(body).toContain("\n\n## Start: \\*now\\*\n\n**[00:00]** **Anna:** Hello");
    expect(body).toContain("\n\n## Greetings\n\n**[00:02]** **Ben:** Hi.");
  });

  it("txt", () => {
    const lines = "A *fine* title\n==============\n\nAnna: Hello <you> & all.\n\nBen: Hi. # 1 *is* late --> now\n";
    expect(render("txt", aDocument(timed(conversation)))).toBe(lines);
  });

  it("vtt", () => {
    expect(render("vtt", aDocument(timed(conversation)))).toBe(
      "WEBVTT\n\n00:00:00.500 --> 00:00:01.999\n<v Anna>Hello &lt;you&gt; &amp; all.\n\n00:00:02.000 --> 00:00:03.001\n<v Ben>Hi.\n\n01:01:40.000 --> 01:01:40.001\n<v Ben># 1 *is* late --&gt; now\n",
    );
  });

  it("srt", () => {
    expect(render("srt", aDocument(timed(conversation)))).toBe(
      "1\n00:00:00,500 --> 00:00:01,999\nAnna: Hello &lt;you> & all.\n\n2\n00:00:02,000 --> 00:00:03,001\nBen: Hi.\n\n3\n01:01:40,000 --> 01:01:40,001\n# 1 *is* late --&gt; now\n",
    );
  });

  it("json", () => {
    expect(JSON.parse(render("json", aDocument(timed(conversation.slice(0, 1)))))).toEqual({
      title: "A *fine* title",
      feed: "The Show",
      episode: 7,
      language: "en",
      source: "podcast2.0:vtt",
      model: null,
      segments: [{ start: 0.5, end: 1.999, text: "Hello <you> & all.", speaker: "Anna" }],
    });
  });
});

describe("word-level transcripts", () => {
  const words = ["Good", "evening", "dear", "friends."].map((text, index) => ({
    startMs: index * 500,
    endMs: index * 500 + 400,
    text,
  }));

  it.each(["srt", "vtt", "md", "txt"])("are merged into phrases in %s", (format) => {
    expect(render(format, aDocument(timed(words, true)))).toContain("Good evening dear friends.");
  });

  it("keep their words in json", () => {
    const bytes = new TextEncoder().encode(render("json", aDocument(timed(words, true))));
    expect(parseTranscript(bytes)).toMatchObject({
      cues: [{ startMs: 0, endMs: 1900, text: "Good evening dear friends.", words }],
    });
  });
});

describe("transcripts without times", () => {
  it.each([
    ["md", "**Anna:** Hello.\n\n\\# Bye\n"],
    ["txt", "Anna: Hello.\n\n# Bye\n"],
  ])("can be had as %s", (format, end) => {
    expect(render(format, aDocument(untimed)).endsWith(`\n\n${end}`)).toBe(true);
  });

  it("can be had as json", () => {
    expect(JSON.parse(render("json", aDocument(untimed)))).toMatchObject({
      segments: [{ text: "Hello.", speaker: "Anna" }, { text: "# Bye" }],
    });
  });

  it.each(["srt", "vtt"])("are refused as %s", (format) => {
    expect(() => render(format, aDocument(untimed))).toThrow(expect.objectContaining({ kind: "conflict" }) as AppError);
  });
});

describe("what is exported can be read again", () => {
  const word = fc.constantFrom(
    "hello",
    "world.",
    "<b>",
    "&amp;",
    "R&D",
    "&amplifier",
    "a<b",
    "-->",
    "{\\an8}",
    "{b}",
    "10:30",
    "*",
    "naïve",
    "你好",
    "😀",
    "42",
    "<00:01.000>",
    "WEBVTT",
    "NOTE",
    "[x]",
  );
  const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));
  const names = ["Anna", "Ben Cé", "李雷", "Ludwig van Beethoven"];
  const transcripts = (speakers: string[]) => {
    const speaker = fc.option(fc.constantFrom(...speakers), { nil: undefined });
    const draft = fc.record({ pauseMs: fc.nat(5000), lengthMs: fc.nat(5000), text, speaker });
    return fc.tuple(fc.boolean(), fc.array(draft, { minLength: 1 })).map(([hasSpeakers, drafts]) => {
      let now = 0;
      return drafts.map((one, index): Cue => {
        const startMs = now + one.pauseMs;
        now = startMs + one.lengthMs;
        const name = hasSpeakers ? (index === 0 ? "Anna" : one.speaker) : undefined;
        return { startMs, endMs: now, text: one.text, ...(name ? { speaker: name } : {}) };
      });
    });
  };

  it.each([
    ["vtt", [...names, "Q&A <Host>", "so: what"]],
    ["json", [...names, "Q&A <Host>", "so: what"]],
    ["srt", names], // the only form where a name stands within the text, so it must look like one
  ])("%s", (format, speakers) => {
    fc.assert(
      fc.property(transcripts(speakers), (cues) => {
        const content = render(format, aDocument(timed(cues)));
        expect(parseTranscript(new TextEncoder().encode(content))).toMatchObject({ kind: "timed", format, cues });
      }),
      { numRuns: 300 },
    );
  });
});
