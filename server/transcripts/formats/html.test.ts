import { describe, expect, it } from "vitest";
import { parseTranscript } from "../parse-transcript";

const parse = (text: string) => parseTranscript(new TextEncoder().encode(text), { mediaType: "text/html" });

describe("HTML of Podcasting 2.0", () => {
  it("gives cues with speakers", () => {
    const html =
      "<cite>Anna:</cite>\n<time>0:00</time>\n<p>Hello &amp; <em>wel</em>come</p><p></p><cite>Ben:</cite><time>00:01:02</time><p>Hi</p><p>there</p>";
    expect(parse(html)).toEqual({
      kind: "timed",
      format: "html",
      isWordLevel: false,
      cues: [
        { startMs: 0, endMs: 62_000, text: "Hello & welcome", speaker: "Anna" },
        { startMs: 62_000, endMs: 63_000, text: "Hi there", speaker: "Ben" },
      ],
    });
  });

  it("gives paragraphs where there are no times, and a name holds until the next", () => {
    expect(parse("<cite>Anna:</cite><p>One.</p><p>Two.</p><cite>Ben:</cite><p>Three.</p>")).toEqual({
      kind: "untimed",
      format: "html",
      paragraphs: [
        { text: "One.", speaker: "Anna" },
        { text: "Two.", speaker: "Anna" },
        { text: "Three.", speaker: "Ben" },
      ],
    });
  });
});

it("tells the times of speech from a duration on the page", () => {
  const turns = "<cite>Anna:</cite><p>One.</p><cite>Ben:</cite><p>Two.</p>".repeat(3);
  expect(parse(`<time>45:12</time>${turns}`)).toMatchObject({ kind: "untimed", paragraphs: { length: 6 } });
  expect(parse("<p>Published <time>12:30</time></p><p>One.</p>")).toMatchObject({ kind: "untimed" });
});

describe("web pages", () => {
  it.each([
    ["scripts and styles", "<script>if (a<b) x('<p>no</p>')</script><style>p{}</style><p>yes</p>"],
    [
      "navigation, header, footer",
      "<header>no</header><nav><a href=x>no</a></nav><p>yes</p><footer><p>no</p></footer>",
    ],
    ["what stands around main", "<div>no</div><main><p>yes</p></main>"],
    ["comments", "<!-- <p>no</p> --><p>yes</p>"],
    ["attributes with angle brackets", '<p title="a > b">yes</p>'],
    ["a head without an end", "<head><title>no</title><body><p>yes</p>"],
  ])("leave out %s", (_, html) => {
    expect(parse(`<!doctype html><html>${html}</html>`)).toMatchObject({ paragraphs: [{ text: "yes" }] });
  });

  it("keep what stands outside of small articles", () => {
    const html = "<html><body><p>The long transcript of the show.</p><article>Next</article></body></html>";
    expect(parse(html)).toMatchObject({ paragraphs: [{ text: "The long transcript of the show." }, { text: "Next" }] });
  });

  it("keep the text when all of it stands in the header", () => {
    expect(parse("<html><header><p>Hello there.</p></header></html>")).toMatchObject({
      paragraphs: [{ text: "Hello there." }],
    });
  });

  it("have speakers in bold and times in brackets", () => {
    const html = "<p><strong>Anna:</strong> Hello.</p><p><strong>Ben:</strong> Hi.</p>";
    expect(parse(html)).toMatchObject({
      paragraphs: [
        { speaker: "Anna", text: "Hello." },
        { speaker: "Ben", text: "Hi." },
      ],
    });
    expect(parse("<p>[00:01] Anna: Hello.</p><p>[00:05] Hi.</p>")).toMatchObject({
      kind: "timed",
      cues: [{ startMs: 1000, speaker: "Anna" }, { startMs: 5000 }],
    });
  });

  it("lose no text to a broken tag", () => {
    expect(parse("<p>if a < b then <b>c</b></p><p>a <unclosed")).toMatchObject({
      paragraphs: [{ text: "if a < b then c" }, { text: "a <unclosed" }],
    });
  });
});
