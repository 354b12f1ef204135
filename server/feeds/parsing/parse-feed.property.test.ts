import fc from "fast-check";
import { expect, it } from "vitest";
import { AppError } from "../../platform/errors";
import { parseFeed } from "./parse-feed";

const hint = { url: "https://example.com/feed.xml" };
const encode = (text: string) => new TextEncoder().encode(text);
const escapeXml = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

async function neverFails(bytes: Uint8Array, contentType: string | null = null): Promise<void> {
  try {
    const feed = JSON.stringify(await parseFeed(bytes, { ...hint, contentType }));
    expect(feed).not.toMatch(/\\u0000|\\ud[89a-f]/);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

const guids = fc.uniqueArray(fc.stringMatching(/^[!-~äß中𝄞][ -~äß中𝄞]{0,30}[!-~]$/u), { maxLength: 8 });

function aFeed(list: string[]): string {
  const items = list.map(
    (guid, index) => `<item><guid>${escapeXml(guid)}</guid><title>N&ordm; ${index} & more</title>
    <enclosure url="https://cdn.example/${index}.mp3?a=1&b=2" type="audio/mpeg" length="1"/><pubDate>18 May 2021</pubDate>
    <description><![CDATA[<p>Notes</p>]]></description><podcast:transcript url="/${index}.vtt" type="text/vtt"/></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>${items.join("")}</channel></rss>`;
}

it("fails on no bytes, other than by saying why", async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.option(fc.string()), neverFails));
});

it("fails on no sequence of the pieces that feeds are made of", async () => {
  const piece = fc.constantFrom(
    ..."<rss>|<feed>|<channel>|<item>|<entry>|</item>|</entry>|<title>|</title>|<guid>|</guid>|<link/>|<link>|<atom:link/>".split(
      "|",
    ),
    ..."<![CDATA[|]]>|<!--|-->|<?|?>|&|&amp;|&#|;|\"|'|=|<|>|/|x| |<image>|<url>|</|<media:content |<author>|<content>".split(
      "|",
    ),
    ..."<enclosure url='a.mp3'/>|<enclosure/>|xmlns=|<!DOCTYPE [|<itunes:category text='|<guid isPermaLink='x'>|<p>".split(
      "|",
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), (pieces) => neverFails(encode(`<rss>${pieces.join("")}`))),
    { numRuns: 1000 },
  );
});

it("fails on no feed with some of its bytes changed, cut out or cut off", async () => {
  const change = fc.record({ at: fc.nat(), remove: fc.nat({ max: 40 }), insert: fc.uint8Array({ maxLength: 4 }) });
  await fc.assert(
    fc.asyncProperty(guids, fc.array(change, { maxLength: 5 }), async (list, changes) => {
      const bytes = changes.reduce(
        (feed, { at, remove, insert }) => {
          const start = at % (feed.length + 1);
          return Uint8Array.of(...feed.subarray(0, start), ...insert, ...feed.subarray(start + remove));
        },
        encode(aFeed(list)),
      );
      await neverFails(bytes);
    }),
    { numRuns: 300 },
  );
});

it("gives back the guids of every feed, in order", async () => {
  await fc.assert(
    fc.asyncProperty(guids, async (list) => {
      const { items } = await parseFeed(encode(aFeed(list)), hint);
      expect(items.map(({ guid }) => guid)).toEqual(list);
      expect(items.map(({ identity }) => identity)).toEqual(list);
    }),
  );
});

it("keeps all whole items of a feed that is cut off", async () => {
  await fc.assert(
    fc.asyncProperty(guids, fc.nat(), async (list, cut) => {
      const xml = aFeed(list);
      const part = xml.slice(0, 60 + (cut % (xml.length - 60)));
      const whole = part.split("</item>").length - 1;
      const { items } = await parseFeed(encode(part), hint);
      expect(items.map(({ guid }) => guid)).toEqual(list.slice(0, whole));
    }),
  );
});

it.each([
  ["tags in a description", (n: number) => `<item><description><![CDATA[${"<p ".repeat(n)}]]></description></item>`],
  ["open elements", (n: number) => "<item><title>".repeat(n)],
  ["namespaces", (n: number) => "<a xmlns:b='c'>".repeat(n)],
  ["ends without beginning", (n: number) => `<item>${"</b>".repeat(n)}`],
  ["ampersands", (n: number) => `<title>${"&".repeat(n)}</title>`],
  ["categories", (n: number) => "<itunes:category text='a'>".repeat(n)],
  ["slashes in a namespace", (n: number) => `<a xmlns="${"/".repeat(n)}x">${"<b>".repeat(99)}`],
  ["at signs in an author", (n: number) => `<author>${"@".repeat(n)}</author>`],
  ["question marks in an address", (n: number) => `<item><enclosure url="${"?#".repeat(n)}"/></item>`],
  ["spaces in a title", (n: number) => `<title>${" ".repeat(n)}x</title>`],
  ["spaces in an address", (n: number) => `<link>${" ".repeat(n)}x</link>`],
])("is done with 100,000 %s before the test gives up: time is linear", { timeout: 60_000 }, async (_, body) => {
  const feed = await parseFeed(encode(`<rss><channel>${body(100_000)}</channel></rss>`), hint);
  expect(feed.title).toBeDefined();
});
