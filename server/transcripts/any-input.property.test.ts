import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ParsedTranscript } from "./cue";
import { parseTranscript } from "./parse-transcript";

const bytes = (text: string) => new TextEncoder().encode(text);

const tokens = [
  "WEBVTT|\n|\n\n|\r\n|00:00:01.000 --> 00:00:02.000|00:01,000 --> x|-->|->|1|NOTE|STYLE|<v Anna>|</v>|<c>|<00:01.500>",
  '<|>|&amp;|&|{\\an8}|Anna:|- |{|}|[|]|"segments":|"text":|"start":|1.5|,|<html>|<p>|</p>|<cite>|</cite>|<time>|0:05',
  "</time>|<script>|</script>|<!--|<nav>|---|**|_|#|[00:05]|word|Wörter|你好|😀|\u0000|\ufeff|\ud800",
];
const pieces = fc.constantFrom(...tokens.flatMap((list) => list.split("|")));
const formatLike = fc.array(pieces, { maxLength: 60 }).map((list) => list.join(""));
const valid = fc.constantFrom<string[]>(
  "WEBVTT\n\n1\n00:01.000 --> 00:02.000 align:left\n<v Anna>Hello <i>there</i>\n\n00:02.000 --> 00:03.000\nBye\n",
  "1\r\n00:00:01,000 --> 00:00:02,000\r\nAnna: Hello\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nBye\r\n",
  '{"version":"1.0.0","segments":[{"speaker":"Anna","startTime":0.5,"endTime":1.5,"body":"Hello","words":[{"word":"Hello","start":0.5,"end":1}]}]}',
  "<html><body><cite>Anna:</cite><time>0:00</time><p>Hello</p><cite>Ben:</cite><time>0:05</time><p>Hi</p></body></html>",
  "---\ntitle: x\n---\n\n**[00:01]** **Anna:** Hello\n\n**[00:05]** **Ben:** Hi\n",
);
const mutated = fc
  .tuple(valid, fc.array(fc.tuple(fc.nat(300), fc.nat(20), fc.oneof(pieces, fc.string()))))
  .map(([text, changes]) =>
    changes.reduce((now, [at, remove, insert]) => now.slice(0, at) + insert + now.slice(at + remove), text),
  );

const key = fc.constantFrom(
  "segments",
  "words",
  "text",
  "body",
  "start",
  "end",
  "startTime",
  "speaker",
  "results",
  "name",
);
const leaf = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.constant(null), fc.boolean(), fc.constant("00:01.5"));
const { tree: jsonTree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof({ maxDepth: 6 }, leaf, fc.array(tie("tree"), { maxLength: 4 }), fc.dictionary(key, tie("tree"))),
}));
const jsonLike = jsonTree.map((value) => JSON.stringify({ segments: value }));

describe("whatever comes in", () => {
  it.each([
    ["bytes", fc.uint8Array({ maxLength: 500 })],
    ["strings", fc.string({ unit: "binary", maxLength: 300 }).map(bytes)],
    ["tokens of the formats", formatLike.map(bytes)],
    ["damaged files", mutated.map(bytes)],
    ["any JSON", fc.json().map(bytes)],
    ["JSON with the keys of transcripts", jsonLike.map(bytes)],
  ])("%s give ordered, clean cues or paragraphs, or a reason", (_, inputs) => {
    fc.assert(
      fc.property(inputs, (input) => expectSound(parseTranscript(input))),
      { numRuns: 1000 },
    );
  });
});

describe("no word is lost", () => {
  const word = fc
    .string({ unit: fc.constantFrom(..."abcdefgäß&<>-'你好"), minLength: 1, maxLength: 8 })
    .filter((text) => !text.includes("->"));
  const texts = fc.array(
    fc
      .array(word, { minLength: 1, maxLength: 10 })
      .map((words) => words.join(" "))
      // A text of dashes says nothing.
      .filter((text) => /[^\s-]/.test(text)),
    { minLength: 1 },
  );
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const clock = (index: number, sign: string) =>
    `00:${String(Math.floor(index / 60)).padStart(2, "0")}:${String(index % 60).padStart(2, "0")}${sign}000`;
  const timing = (index: number, sign: string) => `${clock(index, sign)} --> ${clock(index + 1, sign)}`;

  const writers: [string, (texts: string[]) => string][] = [
    [
      "WebVTT",
      (list) =>
        `WEBVTT\n\n${list.map((text, index) => `${timing(index, ".")}\n${escaped(text).replace(" ", "\n")}`).join("\n\n")}`,
    ],
    ["SRT", (list) => list.map((text, index) => `${index + 1}\n${timing(index, ",")}\n${escaped(text)}\n`).join("\n")],
    [
      "SRT without blank lines",
      (list) => list.map((text, index) => `${index + 1}\n${timing(index, ",")}\n${escaped(text)}`).join("\n"),
    ],
    [
      "JSON",
      (list) =>
        JSON.stringify({ segments: list.map((body, index) => ({ startTime: index, endTime: index + 1, body })) }),
    ],
    [
      "HTML",
      (list) =>
        list
          .map(
            (text, index) => `<cite>Anna:</cite><time>${clock(index, ".").slice(0, 8)}</time><p>${escaped(text)}</p>`,
          )
          .join("\n"),
    ],
    [
      "a web page",
      (list) => `<!doctype html><html><body>${list.map((text) => `<p>${escaped(text)}</p>`).join("")}</body></html>`,
    ],
    ["timed text", (list) => list.map((text, index) => `[${clock(index, ".").slice(0, 8)}] ${text}`).join("\n\n")],
  ];
  it.each(writers)("%s", (_, write) => {
    fc.assert(
      fc.property(texts, (list) => {
        const transcript = parseTranscript(bytes(write(list)));
        expectSound(transcript);
        const items =
          transcript.kind === "timed" ? transcript.cues : transcript.kind === "untimed" ? transcript.paragraphs : [];
        expect(
          items
            .map(({ text }) => text)
            .join("")
            .replace(/[\s-]/g, ""),
        ).toBe(list.join("").replace(/[\s-]/g, ""));
      }),
    );
  });
});

it("no word of a plain text is lost, whatever stands before it", () => {
  const head = fc.constantFrom(
    ..."|Anna: |Note: |- |[00:05] |[00:09] Ben: |## |**Ben:** |Cem 00:10\n|* |>> |> |Dora:\n".split("|"),
  );
  const gap = fc.constantFrom("\n", "\n\n", "\n\n\n");
  fc.assert(
    fc.property(fc.array(fc.tuple(head, fc.integer({ min: 1, max: 5 }), gap), { minLength: 1 }), (parts) => {
      let count = 0;
      const texts = parts.map(([before, words, after]) => {
        const said = Array.from({ length: words }, () => `w${count++}`).join(" ");
        return `${before}${said}${after}`;
      });
      const transcript = parseTranscript(bytes(texts.join("")));
      expectSound(transcript);
      expect(JSON.stringify(transcript).match(/w\d+/g)).toEqual(
        Array.from({ length: count }, (_, index) => `w${index}`),
      );
    }),
  );
});

function expectSound(transcript: ParsedTranscript): void {
  if (transcript.kind === "empty") {
    expect(transcript.because).not.toBe("");
    return;
  }
  const items = transcript.kind === "timed" ? transcript.cues : transcript.paragraphs;
  expect(items.length).toBeGreaterThan(0);
  for (const { text, speaker } of items) {
    expect(text.trim()).toBe(text);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).toMatch(/^[^\u0000-\u001f]+$/);
    expect(speaker).not.toBe("");
  }
  if (transcript.kind === "untimed") return;
  for (const [index, cue] of transcript.cues.entries()) {
    expect(Number.isInteger(cue.startMs) && Number.isInteger(cue.endMs)).toBe(true);
    expect(cue.startMs).toBeGreaterThanOrEqual(transcript.cues[index - 1]?.startMs ?? 0);
    expect(cue.endMs).toBeGreaterThanOrEqual(cue.startMs);
    for (const word of cue.words ?? []) expect(word.endMs).toBeGreaterThanOrEqual(word.startMs);
  }
}
