import { describe, expect, it } from "vitest";
import { toCanonicalRss } from "./canonical-rss";

/** The channel of the canonical form. */
function channel(xml: string): string | undefined {
  return /^<rss version="2.0"><channel>(.*)<\/channel><\/rss>$/s.exec(toCanonicalRss(xml)?.rss ?? "")?.[1];
}

describe("every dialect becomes one channel with its items", () => {
  it.each([
    ["RSS 2.0", "<rss version='2.0'><channel><title>A</title><item><title>B</title></item></channel></rss>"],
    ["RSS 0.91 without version", "<rss><channel><title>A</title><item><title>B</title></item></channel></rss>"],
    [
      "RSS 1.0, whose items lie beside the channel",
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
       <channel><title>A</title><items><rdf:Seq><rdf:li resource="x"/></rdf:Seq></items></channel><item><title>B</title></item></rdf:RDF>`,
    ],
    ["names in capitals", "<RSS><Channel><TITLE>A</TITLE><ITEM><Title>B</Title></ITEM></Channel></RSS>"],
    [
      "a prefix for RSS itself",
      `<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel><r:title>A</r:title><r:item><r:title>B</r:title></r:item></r:channel></r:rss>`,
    ],
    [
      "something before the declaration",
      "Warning: <b>old PHP</b>\n<?xml version='1.0'?><rss><title>A</title><item><title>B</title></item></rss>",
    ],
  ])("%s", (_, xml) => {
    expect(channel(xml)).toBe("<rss:title>A</rss:title><item><rss:title>B</rss:title></item>");
  });

  it.each([
    ["Atom 1.0", `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>1</id></entry></feed>`],
    ["Atom 0.3", `<feed xmlns="http://purl.org/atom/ns#"><title>A</title><entry><id>1</id></entry></feed>`],
    [
      "Atom with a prefix",
      `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>A</a:title><a:entry><a:id>1</a:id></a:entry></a:feed>`,
    ],
    ["Atom without a namespace", "<feed><title>A</title><entry><id>1</id></entry></feed>"],
  ])("%s", (_, xml) => {
    expect(channel(xml)).toBe("<atom:title>A</atom:title><item><atom:id>1</atom:id></item>");
  });

  it.each([
    ["a web page", "<!doctype html><html><body><rss></rss></body></html>"],
    ["other XML", "<urlset><url/></urlset>"],
    ["an element named like a property of every object", "<constructor/>"],
    ["text", "hello"],
    ["nothing", ""],
  ])("but %s is no feed", (_, xml) => {
    expect(toCanonicalRss(xml)).toBeNull();
  });
});

describe("namespaces are known by what they mean", () => {
  it.each([
    ["the canonical URI", `xmlns:podcast="https://podcastindex.org/namespace/1.0"`, "podcast:guid"],
    ["http and a slash", `xmlns:podcast="http://podcastindex.org/namespace/1.0/"`, "podcast:guid"],
    [
      "the documentation",
      `xmlns:podcast="https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"`,
      "podcast:guid",
    ],
    [
      "the documentation in lower case",
      `xmlns:podcast="https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"`,
      "podcast:guid",
    ],
    ["another prefix", `xmlns:pc20="https://podcastindex.org/namespace/1.0"`, "pc20:guid"],
    ["no declaration", "", "podcast:guid"],
    ["a URI nobody knows", `xmlns:podcast="https://example.com/"`, "podcast:guid"],
    ["capitals", `xmlns:Podcast="https://podcastindex.org/namespace/1.0"`, "Podcast:GUID"],
  ])("by %s", (_, declaration, name) => {
    expect(channel(`<rss ${declaration}><channel><${name}>1</${name}></channel></rss>`)).toBe(
      "<podcast:guid>1</podcast:guid>",
    );
  });

  it.each([
    ["on the element", `<p:guid xmlns:p="https://podcastindex.org/namespace/1.0">1</p:guid>`],
    ["as the default", `<guid xmlns="https://podcastindex.org/namespace/1.0">1</guid>`],
  ])("declared %s", (_, element) => {
    expect(channel(`<rss><channel>${element}<guid>2</guid></channel></rss>`)).toBe(
      "<podcast:guid>1</podcast:guid><rss:guid>2</rss:guid>",
    );
  });

  it("so that a known prefix may mean something else", () => {
    const xml = `<rss xmlns:podcast="http://www.itunes.com/DTDs/Podcast-1.0.dtd"><podcast:author>A</podcast:author></rss>`;
    expect(channel(xml)).toBe("<itunes:author>A</itunes:author>");
  });
});

describe("what lies within an element", () => {
  it.each([
    ["text is kept", "<title>A &amp; B</title>", "<rss:title>A &amp; B</rss:title>"],
    [
      "CDATA becomes text",
      "<title><![CDATA[<b>&amp;</b>]]></title>",
      "<rss:title>&lt;b&gt;&amp;amp;&lt;/b&gt;</rss:title>",
    ],
    [
      "elements become HTML in their order",
      "<description>a &amp; <b>b</b> c<br/></description>",
      "<rss:description>a &amp;amp; &lt;b&gt;b&lt;/b&gt; c&lt;br/&gt;</rss:description>",
    ],
    [
      "attributes are kept",
      `<enclosure url="a?b&amp;c" Length='1'/>`,
      `<rss:enclosure url="a?b&amp;c" length="1"></rss:enclosure>`,
    ],
    ["what is not read is left out", "<x:y xmlns:x='z'><title>no</title></x:y><source><title>no</title></source>", ""],
    [
      "categories nest",
      `<itunes:category text="A"><itunes:category text="B"/></itunes:category>`,
      `<itunes:category text="A"><itunes:category text="B"></itunes:category></itunes:category>`,
    ],
  ])("%s", (_, xml, expected) => {
    expect(channel(`<rss><channel>${xml}</channel></rss>`)).toBe(expected);
  });
});

describe("a broken structure is mended", () => {
  it.each([
    [
      "an item without end ends where the next begins",
      "<rss><item><guid>1</guid><item><guid>2</guid></item></rss>",
      "<item><rss:guid>1</rss:guid></item><item><rss:guid>2</rss:guid></item>",
    ],
    [
      "an element without end ends with its item",
      "<rss><item><guid>1</item><item/></rss>",
      "<item><rss:guid>1</rss:guid></item><item></item>",
    ],
    [
      "an end without beginning means nothing",
      "<rss></b><item></title><guid>1</guid></item></rss>",
      "<item><rss:guid>1</rss:guid></item>",
    ],
    [
      "an item that is cut off is left out",
      "<rss><item><guid>1</guid></item><item><guid>2</guid><title>Tw",
      "<item><rss:guid>1</rss:guid></item>",
    ],
    [
      "the end of the feed may be missing",
      "<rss><channel><title>A</title><item><guid>1</guid></item>",
      "<rss:title>A</rss:title><item><rss:guid>1</rss:guid></item>",
    ],
  ])("%s", (_, xml, expected) => {
    expect(channel(xml)).toBe(expected);
  });

  it("however deep it nests", () => {
    const xml = `<rss><item><description>${"<b>".repeat(100_000)}x</description><guid>1</guid></item></rss>`;
    expect(channel(xml)).toContain("</rss:description><rss:guid>1</rss:guid></item>");
  });
});

it("expands no entities that the document defines", () => {
  const lol = Array.from({ length: 30 }, (_, n) => `<!ENTITY l${n + 1} "&l${n};&l${n};&l${n};">`).join("");
  expect(channel(`<!DOCTYPE rss [<!ENTITY l0 "lol">${lol}]><rss><title>&l30;</title></rss>`)).toBe(
    "<rss:title>&amp;l30;</rss:title>",
  );
});

describe("the end of the text", () => {
  const item = "<item><title>B</title></item>";
  it.each([
    ["is that of the document", `<rss><channel><title>A</title>${item}</channel></rss>`, false],
    ["lies behind the document", `<rss><channel>${item}</channel></rss><img src=x><p>Served in 3 ms`, false],
    ["lies between two elements: end tags are often forgotten", `<rss><channel><title>A</title>${item}`, false],
    ["lies within an element that was never closed before", `<rss><channel><link>${item}</channel></rss>`, false],
    ["cuts off a title", "<rss><channel><title>A", true],
    ["cuts off an item", `<rss><channel>${item}<item><title>C</title>`, true],
    ["cuts off what is not read", `<rss><channel>${item}<x:y>z`, true],
  ])("%s", (_, xml, isCutOff) => {
    expect(toCanonicalRss(xml)).toMatchObject({ isCutOff });
  });
});
