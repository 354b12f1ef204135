import { describe, expect, it } from "vitest";
import type { ParsedTranscript } from "./cue";
import { parseTranscript } from "./parse-transcript";

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (text: string, hint = {}) => parseTranscript(bytes(text), hint);
const page = (body: string, title = "") =>
  `<!DOCTYPE html><html lang="de"><head><title>${title}</title></head><body>${body}</body></html>`;

describe("the format is what the content is", () => {
  it.each([
    [
      "WebVTT under the name of a text",
      "WEBVTT\n\n00:01.000 --> 00:02.000\nHi",
      { url: "https://x/a.txt" },
      "timed",
      "vtt",
    ],
    [
      "WebVTT as octet-stream",
      "WEBVTT\n\n00:01.000 --> 00:02.000\nHi",
      { mediaType: "application/octet-stream" },
      "timed",
      "vtt",
    ],
    ["SRT that says text/vtt", "1\n00:00:01,000 --> 00:00:02,000\nHi", { mediaType: "text/vtt" }, "timed", "srt"],
    ["WebVTT without its header", "00:01.000 --> 00:02.000\nHi", { mediaType: "text/vtt" }, "timed", "srt"],
    [
      "a web page that says text/plain",
      page("<p>Hello and welcome.</p>"),
      { mediaType: "text/plain" },
      "untimed",
      "html",
    ],
    [
      "JSON that says text/html",
      '{"segments":[{"start":1,"end":2,"text":"Hi"}]}',
      { mediaType: "text/html" },
      "timed",
      "json",
    ],
    ["text that says JSON", "Hello there, and welcome.", { mediaType: "application/json" }, "untimed", "text"],
    ["text that begins with a bracket", "[Music] Hello there.", {}, "untimed", "text"],
    ["text that begins with a brace", "{laughs} Hello there.", {}, "untimed", "text"],
    ["text about an error", "Error handling in Go is our topic today.", {}, "untimed", "text"],
    ["HTML behind comments", "<!-- a --> <!-- b -->\n<p>Hello there</p>", {}, "untimed", "html"],
    ["text with one tag", "Hello <b>there</b>.", {}, "untimed", "text"],
    [
      "a fragment with line breaks where HTML is announced",
      "Hello<br>there",
      { mediaType: "text/html" },
      "untimed",
      "html",
    ],
  ])("%s", (_, text, hint, kind, format) => {
    expect(parse(text, hint)).toMatchObject({ kind, format });
  });
});

describe("what is no transcript is empty, with the reason", () => {
  it.each([
    ["nothing", ""],
    ["white space", " \n\t\n"],
    ["a byte-order mark alone", "\ufeff"],
    ["a header without cues", "WEBVTT\n\nNOTE nothing here\n"],
    ["a feed", '<?xml version="1.0"?><rss><channel><title>x</title></channel></rss>'],
    ["an XML error", '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'],
    ["a PDF", "%PDF-1.7 something"],
    [
      "an error page",
      page("<h1>Not Found</h1><p>The requested URL was not found on this server.</p>", "404 Not Found"),
    ],
    ["a login page", page('<form><input type="password"></form><p>Welcome back</p>', "Sign in")],
    ["a page that wants JavaScript", page("<noscript>You need to enable JavaScript.</noscript><div id=root></div>")],
    ["a plain error", "404 Not Found"],
    ["a JSON error", '{"error":"no such episode"}'],
    ["damaged JSON", '{"segments":[{"startTime":0,"body":"Hel'],
    ["JSON of an unknown shape", '{"abc":{"begin":"1:04.0","end":"2:11.0","text":"x"}}'],
    ["a page with scripts only", page("<script>let a = '<p>Hello</p>'</script><style>p{}</style>")],
  ])("%s", (_, text) => {
    expect(parse(text)).toEqual({ kind: "empty", because: expect.stringMatching(/\w{3}/) });
  });

  it("binary", () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3) * 31) % 256);
    expect(parseTranscript(noise)).toMatchObject({ kind: "empty" });
  });
});

describe("no input is slow", () => {
  const million = 1_000_000;
  it.each<[string, () => string]>([
    ["lone angle brackets", () => "<".repeat(million)],
    ["tags that never end", () => "<a ".repeat(million / 3)],
    ["tags that never end in a cue", () => `WEBVTT\n\n00:01.000 --> 00:02.000\n${"<v ".repeat(million / 3)}`],
    ["quotes in tags", () => `<p>${"<a b='".repeat(million / 6)}`],
    ["unclosed scripts", () => `<html>${"<script>".repeat(million / 8)}`],
    ["unclosed comments", () => `<html>${"<!--".repeat(million / 4)}`],
    ["arrows", () => "-->\n".repeat(million / 4)],
    ["arrows on one line", () => `WEBVTT\n\n${"-->".repeat(million / 3)}`],
    ["timing lines", () => "00:00:01.000 --> 00:00:02.000\n".repeat(million / 30)],
    ["digits", () => "1".repeat(million)],
    ["blank lines", () => "\n".repeat(million / 2)],
    ["blank lines in a cue", () => `WEBVTT\n\n00:01.000 --> 00:02.000\nHi${"\n".repeat(million / 2)}there`],
    ["open brackets", () => "[".repeat(million)],
    ["deep JSON", () => `${"[".repeat(100_000)}1${"]".repeat(100_000)}`],
    ["deep JSON objects", () => `${'{"segments":'.repeat(50_000)}1${"}".repeat(50_000)}`],
    ["words within words", () => `{"segments":[${'{"words":['.repeat(50_000)}1${"]}".repeat(50_000)}]}`],
    ["names within names", () => `[{"text":"x","speaker":${'{"name":'.repeat(50_000)}1${"}".repeat(50_000)}}]`],
    ["comments, one after the other", () => `${"<!-- -->".repeat(million / 8)}x`],
    ["a rule with white space", () => `---${" ".repeat(million)}x`],
    ["a heading with white space", () => `# ${" ".repeat(million)}x`],
    ["headings that close and close", () => `# ${"a ### ".repeat(million / 6)}x`],
    ["front matter that never ends", () => `---\n${"a: b\n".repeat(million / 5)}`],
    ["times and names", () => "Anna 00:01 ".repeat(million / 11)],
    ["braces", () => `1\n00:00:01,000 --> 00:00:02,000\n${"{\\".repeat(million / 2)}`],
    ["ampersands", () => `1\n00:00:01,000 --> 00:00:02,000\n${"&amp".repeat(million / 4)}`],
    ["stars", () => "*".repeat(million)],
    ["stars and letters", () => "**a ".repeat(million / 4)],
    ["underscores", () => "_a ".repeat(million / 3)],
    ["white space", () => `a${" ".repeat(million)}b`],
    ["colons", () => "a: ".repeat(million / 3)],
    ["one endless word", () => "x".repeat(million)],
    ["brackets of links", () => "[a](".repeat(million / 4)],
    ["nested elements", () => `<html>${"<div>".repeat(million / 5)}`],
    ["navigation never closed", () => `<html>${"<nav>".repeat(million / 5)}text`],
  ])("%s", (_, make) => {
    const start = performance.now();
    parse(make());
    expect(performance.now() - start).toBeLessThan(10_000); // quadratic behaviour takes minutes
  });
});

it.each([
  ["WebVTT", "WEBVTT\n\nNOTE no times\n\nHello there,\nfriends.\n"],
  ["WebVTT with broken times", "WEBVTT\n\n00.00.01 --> 00.00.02\nHello there,\nfriends.\n"],
  ["SRT", "1\n00:00:01,000 --> 00:00:02,000\n\n\nfoo --> bar\n"],
])("a timed file without a cue falls back to its text: %s", (_, text) => {
  expect(parse(text)).not.toMatchObject({ kind: "empty" });
});

it("keeps the language that the file states", () => {
  const languages = [
    parse("WEBVTT\nKind: captions\nLanguage: pt-BR\n\n00:01.000 --> 00:02.000\nOi"),
    parse('{"language":"de","segments":[{"start":1,"end":2,"text":"Hallo"}]}'),
    parse(page("<p>Hallo und willkommen.</p>")),
  ].map((transcript: ParsedTranscript) => transcript.kind !== "empty" && transcript.language);
  expect(languages).toEqual(["pt-BR", "de", "de"]);
});
