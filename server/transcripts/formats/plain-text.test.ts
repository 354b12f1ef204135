import { describe, expect, it } from "vitest";
import { parseTranscript } from "../parse-transcript";

const parse = (text: string) => parseTranscript(new TextEncoder().encode(text));

describe("paragraphs", () => {
  it.each([
    ["blank lines part them", "One\nline.\n\nTwo.", [{ text: "One line." }, { text: "Two." }]],
    [
      "names",
      "Anna: Hello.\n\nBen: Hi.",
      [
        { text: "Hello.", speaker: "Anna" },
        { text: "Hi.", speaker: "Ben" },
      ],
    ],
    [
      "names on following lines",
      "Anna: Hello.\nBen: Hi.",
      [
        { text: "Hello.", speaker: "Anna" },
        { text: "Hi.", speaker: "Ben" },
      ],
    ],
    [
      "bold names",
      "**Anna Bo:** Hello.\n\n**Ben**: Hi.",
      [
        { text: "Hello.", speaker: "Anna Bo" },
        { text: "Hi.", speaker: "Ben" },
      ],
    ],
    ["roles", "Leo Dion (host): Hello.", [{ text: "Hello.", speaker: "Leo Dion" }]],
    ["front matter", "---\ntitle: x\ndate: 2026\n---\n\nHello.", [{ text: "Hello." }]],
    [
      "headings, emphasis, links, escapes",
      "## Intro\n\n*Hello* __you__ [here](https://x.y) \\[laughs\\] \\#1",
      [{ text: "Intro" }, { text: "Hello you here [laughs] #1" }],
    ],
    ["stars and underscores that are none", "2 * 3 * 4 snake_case_name", [{ text: "2 * 3 * 4 snake_case_name" }]],
    ["a sentence with a colon", "She said something odd: nothing.", [{ text: "She said something odd: nothing." }]],
    ["a word that opens a sentence", "Note: this is text.", [{ text: "Note: this is text." }]],
    ["a time of day", "At 12:30 we met.", [{ text: "At 12:30 we met." }]],
    ["an address", "https://example.org: read it.", [{ text: "https://example.org: read it." }]],
    ["another script", "张三：你好", [{ text: "你好", speaker: "张三" }]],
  ])("%s", (_, text, paragraphs) => {
    expect(parse(text)).toEqual({ kind: "untimed", format: "text", paragraphs });
  });

  it("are single lines where a long run of lines has no blank one", () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    expect(parse(lines.join("\n"))).toMatchObject({ paragraphs: lines.map((text) => ({ text })) });
  });
});

describe("times", () => {
  it.each([
    ["before the name", "[00:00:05] Anna: Hello.\n\n[00:00:09] Ben: Hi."],
    ["in round brackets after the name", "Anna (00:05): Hello.\nBen (00:09): Hi."],
    ["after the name, on a line of their own", "Anna: 00:00:05\n\nHello.\n\nBen: 00:00:09\n\nHi."],
    ["as Otter writes them", "Anna  0:05\nHello.\n\nBen  0:09\nHi."],
    ["in bold", "**[00:05]** **Anna:** Hello.\n\n**[00:09]** **Ben:** Hi."],
    ["above each paragraph", "00:05\nAnna: Hello.\n\n00:09\nBen: Hi."],
  ])("%s", (_, text) => {
    expect(parse(text)).toMatchObject({
      kind: "timed",
      format: "text",
      cues: [
        { startMs: 5000, endMs: 9000, text: "Hello.", speaker: "Anna" },
        { startMs: 9000, text: "Hi.", speaker: "Ben" },
      ],
    });
  });

  it("with their ends, as whisper prints them", () => {
    expect(parse("[00:00.000 --> 00:02.500]  Hello.\n[00:02.500 --> 00:04.000]  Hi.")).toMatchObject({
      cues: [
        { startMs: 0, endMs: 2500, text: "Hello." },
        { startMs: 2500, endMs: 4000, text: "Hi." },
      ],
    });
  });

  it("in a list of chapters lose no title", () => {
    const transcript = parse("Intro 00:00\nGuests 00:30\n\n[00:00] Anna: Hello.\n\n[00:40] Ben: Hi.");
    expect(JSON.stringify(transcript)).toMatch(/Intro.*Guests.*Hello.*Hi/);
  });

  it("with a slip of the pen among them", () => {
    const times = Array.from({ length: 40 }, (_, index) => (index === 20 ? "09:59" : `00:${10 + index}`));
    const transcript = parse(times.map((time) => `[${time}] Hello.`).join("\n\n"));
    expect(transcript).toMatchObject({ kind: "timed" });
    expect(transcript.kind === "timed" && transcript.cues[19]).toMatchObject({
      startMs: 29_000,
      text: "Hello. Hello.",
    });
  });

  it.each([
    ["go back", "[00:09] Hello.\n\n[00:05] Hi."],
    ["are rare", "Intro.\n\nHello.\n\n[00:05] Hi.\n\nBye."],
  ])("stay text where they %s", (_, text) => {
    const transcript = parse(text);
    expect(transcript).toMatchObject({ kind: "untimed" });
    expect(JSON.stringify(transcript)).toContain("[00:05] Hi.");
  });
});
