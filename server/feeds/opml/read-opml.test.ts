import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFeed } from "../parsing/decode-feed";
import { readOpml } from "./read-opml";
import { writeOpml } from "./write-opml";

const wrap = (body: string) =>
  `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>${body}</body></opml>`;
const lines = (body: string) => readOpml(wrap(body)).lines;

describe("a line", () => {
  it.each([
    ["with the usual attributes", `<outline type="rss" text="A" xmlUrl="https://a.org/f"/>`, "A", "https://a.org/f"],
    [
      "whose title is shorter than its text",
      `<outline text="All about A" title="A" xmlUrl="u.org/f"/>`,
      "A",
      "u.org/f",
    ],
    ["without a title", `<outline xmlUrl="https://a.org/f"/>`, null, "https://a.org/f"],
    ["in other letter case", `<OUTLINE TEXT="A" XMLURL="https://a.org/f"/>`, "A", "https://a.org/f"],
    [
      "with lower-case xmlurl and single quotes",
      `<outline text='A' xmlurl='https://a.org/f'/>`,
      "A",
      "https://a.org/f",
    ],
    ["with url in a line of type rss", `<outline type="RSS" text="A" url="https://a.org/f"/>`, "A", "https://a.org/f"],
    ["that links to a feed", `<outline type="link" text="A" url="https://a.org/feed/"/>`, "A", "https://a.org/feed/"],
    [
      "with entities",
      `<outline text="A &amp; B&#x27;s" xmlUrl="https://a.org/?a=1&amp;b=2"/>`,
      "A & B's",
      "https://a.org/?a=1&b=2",
    ],
    [
      "with bare ampersands",
      `<outline text="A & B" xmlUrl="https://a.org/?a=1&b=2"/>`,
      "A & B",
      "https://a.org/?a=1&b=2",
    ],
    ["with a bare angle", `<outline text="I <3 radio" xmlUrl="https://a.org/f"/>`, "I <3 radio", "https://a.org/f"],
    ["over several rows", `<outline\n text="A\n  B"\n xmlUrl=" https://a.org/f "\n/>`, "A B", "https://a.org/f"],
    ["of type rss without an address", `<outline type="rss" text="A"/>`, "A", ""],
    ["with an empty address", `<outline text="A" xmlUrl=""/>`, "A", ""],
    ["whose address is none", `<outline text="A" xmlUrl="not at all"/>`, "A", "not at all"],
  ])("%s", (_, body, title, address) => {
    expect(lines(body)).toEqual([{ title, address, folder: null }]);
  });

  it.each([
    ["a note", `<outline text="item"/>`],
    ["a link to a page", `<outline type="link" text="A" url="https://a.org/about"/>`],
    ["a link to another outline", `<outline type="link" text="A" url="https://a.org/list.opml"/>`],
    ["an inclusion", `<outline type="include" text="A" url="https://a.org/feeds.opml"/>`],
    ["a folder without anything in it", `<outline text="Folder"></outline>`],
    ["what stands in a comment", `<!-- <outline text="A" xmlUrl="https://a.org/f"/> -->`],
  ])("is not made of %s", (_, body) => {
    expect(lines(body)).toEqual([]);
  });
});

it("tells the folders around a line, and forgets them behind it", () => {
  const body = `<outline text="News"><outline text="Local"><outline text="A" xmlUrl="a.org/1"></outline></outline>
    <outline text="B" xmlUrl="a.org/2"/></outline><outline text="C" xmlUrl="a.org/3"/>`;
  expect(lines(body).map(({ folder }) => folder)).toEqual(["News / Local", "News", null]);
});

it("does not take the title of a line for that of the file", () => {
  expect(readOpml(wrap("")).title).toBe("Mine");
  expect(readOpml(`<opml><body><outline xmlUrl="a.org/f"/><title>Odd</title></body></opml>`).title).toBeNull();
});

it("reads what is left of a file that ends in the middle", () => {
  const whole = wrap(`<outline text="A" xmlUrl="https://a.org/f"/><outline text="B" xmlUrl="https://b.org/f"/>`);
  expect(readOpml(whole.slice(0, whole.indexOf(`"https://b`))).lines).toHaveLength(1);
});

it("reads the encoding that is declared", () => {
  const latin = Buffer.from(
    `<?xml version="1.0" encoding="ISO-8859-1"?><opml><body><outline text="Ärger" xmlUrl="a.org/f"/></body></opml>`,
    "latin1",
  );
  expect(readOpml(decodeFeed(latin)).lines).toMatchObject([{ title: "Ärger" }]);
});

it("expands no entities that a file defines", () => {
  const bomb = `<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
    <opml><body><outline text="&b;&f;" xmlUrl="https://a.org/f"/></body></opml>`;
  expect(readOpml(bomb).lines).toEqual([{ title: "&b;&f;", address: "https://a.org/f", folder: null }]);
});

it.each([
  ["nothing", " \n", /empty/],
  ["a feed", `<?xml version="1.0"?><rss version="2.0"><channel/></rss>`, /is a feed and no OPML/],
  ["a web page", "<!DOCTYPE html><html><body>Hello</body></html>", /web page/],
  ["something else", '{"subscriptions": []}', /no OPML file/],
])("refuses %s", (_, source, message) => {
  expect(() => readOpml(source)).toThrow(message);
});

it("reads 10,000 lines and refuses more", () => {
  const many = (count: number) => wrap(`<outline text="A" xmlUrl="https://a.org/f"/>`.repeat(count));
  expect(readOpml(many(10_000)).lines).toHaveLength(10_000);
  expect(() => readOpml(many(10_001))).toThrow(/more than 10,000/);
});

it.each([
  ["folders that never close", `<outline text="Folder">`.repeat(200_000)],
  ["tags that never close", "<outline ".repeat(500_000)],
  ["quotes that never close", `<outline text="`.repeat(300_000)],
  ["bare angles", "<".repeat(3_000_000)],
])("is not held up by %s", (_, nonsense) => {
  const source = `<opml><body>${nonsense}${`<outline xmlUrl="a.org/f"/>`.repeat(9_000)}`;
  expect(readOpml(source).lines.length).toBeGreaterThan(8_900);
});

const title = fc.string({ unit: "binary", minLength: 1, maxLength: 60 });
const plainTitle = (text: string) =>
  text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, "")
    .replace(/\s+/g, " ")
    .trim() || null;

it("reads every list that is written, line by line", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ title, url: fc.webUrl({ withQueryParameters: true }) }), { maxLength: 20 }),
      (feeds) => {
        const subscriptions = feeds.map((feed) => ({ ...feed, link: feed.url }));
        const read = readOpml(writeOpml({ title: "T", createdAt: new Date(0), subscriptions }));
        expect(read.lines.map(({ address }) => address)).toEqual(feeds.map(({ url }) => url));
        expect(read.lines.map((line) => line.title)).toEqual(feeds.map((feed) => plainTitle(feed.title)));
      },
    ),
  );
});

it("never fails but by saying that it is no OPML", () => {
  const piece = fc.constantFrom(
    "<opml>",
    "<outline",
    ' xmlUrl="',
    "a.org",
    '"',
    "/>",
    "</outline>",
    "<",
    "&",
    "<![CDATA[",
    "<!--",
    "<title>",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
      expect(Array.isArray(readOpml(`<opml>${pieces.join("")}`).lines)).toBe(true);
    }),
  );
});
