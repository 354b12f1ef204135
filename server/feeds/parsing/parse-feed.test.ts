import { describe, expect, it } from "vitest";
import { AppError } from "../../platform/errors";
import { parseFeed, refusalOf } from "./parse-feed";
import type { ParsedItem } from "./parsed-feed";

const url = "https://example.com/shows/feed.xml";
const namespaces = `xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"`;

const parse = (xml: string) => parseFeed(new TextEncoder().encode(xml), { url });
const parseChannel = (xml: string) => parse(`<rss version="2.0" ${namespaces}><channel>${xml}</channel></rss>`);

/** The first episode of a feed with one item, which has an enclosure unless the test brings its own. */
async function parseItem(xml: string): Promise<ParsedItem | undefined> {
  const media = /enclosure|media:/.test(xml) ? "" : `<enclosure url="a.mp3" type="audio/mpeg"/>`;
  const { items } = await parseChannel(`<item>${xml}${media}</item>`);
  return items[0];
}

describe("a feed", () => {
  it("is read whole", async () => {
    const feed = await parseChannel(`
      <title>Tom &amp;amp; <![CDATA[<b>Jerry</b>]]></title> <description><![CDATA[<p>About</p>]]></description>
      <link>https://example.com/</link> <language>en_us</language> <itunes:author>Ann</itunes:author>
      <itunes:image href="cover.jpg"/> <image><url>https://example.com/old.png</url></image>
      <itunes:category text="Society &amp; Culture"><itunes:category text="Documentary"/></itunes:category>
      <category>documentary</category> <podcast:guid>ABC-1</podcast:guid> <podcast:locked>yes</podcast:locked>
      <itunes:complete>Yes</itunes:complete> <itunes:new-feed-url>https://new.example/feed</itunes:new-feed-url>
      <atom:link rel="self" href="https://example.com/feed"/> <atom:link rel="hub" href="https://hub.example/"/>
      <atom:link rel="next" href="?page=2"/>`);
    expect(feed).toEqual({
      title: "Tom & Jerry",
      description: "<p>About</p>",
      link: "https://example.com/",
      author: "Ann",
      imageUrl: "https://example.com/shows/cover.jpg",
      language: "en-US",
      categories: ["Society & Culture", "Documentary"],
      podcastGuid: "abc-1",
      isLocked: true,
      isComplete: true,
      newFeedUrl: "https://new.example/feed",
      nextPageUrl: "https://example.com/shows/feed.xml?page=2",
      selfUrl: "https://example.com/feed",
      hubUrl: "https://hub.example/",
      items: [],
      itemCount: 0,
      isCutOff: false,
      skippedItems: { withoutMedia: 0, unsupportedScheme: 0, duplicate: 0 },
    });
  });

  it("may say nothing", async () => {
    const feed = await parse("<rss/>");
    expect(feed).toMatchObject({
      title: "Untitled podcast",
      description: null,
      language: null,
      categories: [],
      itemCount: 0,
    });
  });

  it("may be Atom", async () => {
    const feed =
      await parse(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://atom.example/x/" xml:lang="de">
      <title type="html">&lt;i&gt;A&lt;/i&gt;</title><subtitle>Sub</subtitle><author><name>Ann</name></author>
      <link href="/"/><logo>logo.png</logo><category term="Tech"/>
      <entry><id>tag:1</id><title>One</title><link rel="alternate" href="1.html"/>
        <link rel="enclosure" href="1.mp3" type="audio/mpeg" length="5"/><updated>2021-05-18T08:00:00Z</updated>
        <published>2021-05-17T08:00:00Z</published><summary>Short</summary>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Long <b>notes</b></div></content></entry></feed>`);
    expect(feed).toMatchObject({
      title: "A",
      description: "Sub",
      author: "Ann",
      link: "https://atom.example/",
      imageUrl: "https://atom.example/x/logo.png",
      language: "de",
      categories: ["Tech"],
    });
    expect(feed.items[0]).toMatchObject({
      guid: "tag:1",
      identity: "tag:1",
      link: "https://atom.example/x/1.html",
      publishedAt: new Date("2021-05-17T08:00:00Z"),
      enclosure: { url: "https://atom.example/x/1.mp3", type: "audio/mpeg", sizeBytes: 5 },
      description: `<div xmlns="http://www.w3.org/1999/xhtml">Long <b>notes</b></div>`,
    });
  });
});

describe("an item", () => {
  it("is read whole", async () => {
    const item = await parseItem(`
      <guid isPermaLink="false"> g-1 </guid><title> One
      &lt;i&gt;and&lt;/i&gt; only </title><link>https://example.com/1</link><author>a@example.com (Ann)</author>
      <pubDate>Tue, 18 May 2021 08:00:00 GMT</pubDate><itunes:duration>1:00</itunes:duration>
      <enclosure url="https://cdn.example/1.mp3" type="Audio/MPEG" length="1000"/>
      <itunes:season>2</itunes:season><itunes:episode>3</itunes:episode><itunes:episodeType>Bonus</itunes:episodeType>
      <itunes:explicit>clean</itunes:explicit><itunes:image href="/1.jpg"/><description>Text</description>
      <podcast:chapters url="/1.json" type="application/json+chapters"/>
      <podcast:transcript url="/1.vtt" type="text/vtt" language="EN"/>
      <podcast:transcript url="/1.srt" type="application/x-subrip" rel="captions"/>
      <podcast:person>Ann</podcast:person><podcast:person role="Guest" href="https://bo.example/" img="/bo.jpg">Bo</podcast:person>`);
    expect(item).toEqual({
      identity: "g-1",
      guid: "g-1",
      title: "One and only",
      description: "Text",
      link: "https://example.com/1",
      author: "Ann",
      publishedAt: new Date("2021-05-18T08:00:00Z"),
      durationSeconds: 60,
      enclosure: { url: "https://cdn.example/1.mp3", type: "audio/mpeg", sizeBytes: 1000 },
      season: 2,
      episode: 3,
      episodeType: "bonus",
      isExplicit: false,
      imageUrl: "https://example.com/1.jpg",
      transcriptTags: [
        { url: "https://example.com/1.vtt", type: "text/vtt", language: "en", rel: null },
        { url: "https://example.com/1.srt", type: "application/x-subrip", language: null, rel: "captions" },
      ],
      chaptersUrl: "https://example.com/1.json",
      chapters: [],
      persons: [
        { name: "Ann", role: "host", href: null, img: null },
        { name: "Bo", role: "guest", href: "https://bo.example/", img: "https://example.com/bo.jpg" },
      ],
    });
  });

  it("may say nothing but its media", async () => {
    const item = await parseItem("");
    expect(item).toMatchObject({ identity: "https://example.com/shows/a.mp3", guid: null, title: "Untitled episode" });
    expect(item).toMatchObject({ description: null, publishedAt: null, durationSeconds: null, transcriptTags: [] });
  });

  it.each([
    [
      "HTML before plain text",
      `<description>${"long ".repeat(99)}</description><content:encoded>&lt;p&gt;rich&lt;/p&gt;</content:encoded>`,
      "<p>rich</p>",
    ],
    [
      "the longer of two in HTML",
      "<description>&lt;p&gt;a&lt;/p&gt;</description><itunes:summary>&lt;p&gt;ab&lt;/p&gt;</itunes:summary>",
      "<p>ab</p>",
    ],
    ["the longer of two in plain text", "<description>ab</description><itunes:summary>a</itunes:summary>", "ab"],
  ])("is described by %s", async (_, xml, description) => {
    expect((await parseItem(xml))?.description).toBe(description);
  });

  it.each([
    ["a guid that is an address", "<guid>https://example.com/1</guid>", "https://example.com/1"],
    ["a guid that claims to be one", `<guid isPermaLink="true">1.html</guid>`, "https://example.com/shows/1.html"],
    ["no guid that names the file", "<guid>https://example.com/1.mp3</guid>", null],
    ["no guid that denies it", `<guid isPermaLink="false">https://example.com/1</guid>`, null],
    ["no script", "<link>javascript:alert(1)</link>", null],
  ])("links to %s", async (_, xml, link) => {
    expect((await parseItem(xml))?.link).toBe(link);
  });

  it.each(["-1", "1.5", "one", ""])("has no episode number %j", async (number) => {
    expect((await parseItem(`<itunes:episode>${number}</itunes:episode>`))?.episode).toBeNull();
  });
});

describe("the media of an item", () => {
  it.each([
    [
      "audio before video",
      `<enclosure url="/v.mp4" type="video/mp4"/><enclosure url="/a.mp3" type="audio/mpeg"/>`,
      "a.mp3",
    ],
    [
      "the first audio",
      `<enclosure url="/1.mp3" type="audio/mpeg"/><enclosure url="/2.ogg" type="audio/ogg"/>`,
      "1.mp3",
    ],
    ["video without audio", `<enclosure url="/v.mp4" type="video/mp4"/>`, "v.mp4"],
    ["by its extension", `<enclosure url="/a.m4a?x=1" type=""/>`, "a.m4a?x=1"],
    [
      "by its extension, whatever an empty type says",
      `<enclosure url="/a.opus" type="application/octet-stream"/>`,
      "a.opus",
    ],
    ["of unknown kind", `<enclosure url="/play"/>`, "play"],
    ["in Media RSS", `<media:content url="/a.mp3" type="audio/mpeg" fileSize="9"/>`, "a.mp3"],
    ["in a group of Media RSS", `<media:group><media:content url="/a" medium="audio"/></media:group>`, "a"],
    ["behind an Atom link", `<atom:link rel="enclosure" href="/a.mp3"/>`, "a.mp3"],
    ["that can be fetched", `<enclosure url="file:///a.mp3" type="audio/mpeg"/><enclosure url="/v.mp4"/>`, "v.mp4"],
  ])("are %s", async (_, xml, path) => {
    expect((await parseItem(xml))?.enclosure.url).toBe(`https://example.com/${path}`);
  });

  it.each([
    ["nothing", "<title>enclosure</title>", "withoutMedia"],
    ["an image", `<enclosure url="/a.jpg" type="image/jpeg"/>`, "withoutMedia"],
    ["an image without type", `<enclosure url="/a.jpg"/>`, "withoutMedia"],
    ["a picture in Media RSS", `<media:content url="/a" medium="image"/>`, "withoutMedia"],
    ["an empty enclosure", `<enclosure url="" type="audio/mpeg"/>`, "withoutMedia"],
    ["a local file", `<enclosure url="file:///a.mp3" type="audio/mpeg"/>`, "unsupportedScheme"],
  ] as const)("are missing: %s", async (_, xml, because) => {
    const feed = await parseChannel(`<item>${xml}</item>`);
    expect(feed).toMatchObject({ items: [], itemCount: 1, skippedItems: { [because]: 1 } });
    expect(refusalOf(feed)).toContain("no audio or video episodes");
  });
});

describe("refusals", () => {
  it("leave a feed with one episode alone", async () => {
    expect(refusalOf(await parseChannel(`<item/><item><enclosure url="a.mp3"/></item>`))).toBeNull();
  });

  it("tell an empty feed from one without media", async () => {
    expect(refusalOf(await parseChannel("<title>New</title>"))).toBe(`The feed "New" has no episodes.`);
  });

  it.each([
    [
      "a web page",
      `<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>`,
      ["https://example.com/rss"],
    ],
    ["a web page without feeds", "<!doctype html><p>Hello", []],
    ["other XML", "<opml><body/></opml>", []],
    ["JSON", `{"title": "x"}`, []],
    ["nothing", "", []],
  ])("say why %s is no feed", async (_, body, alternates) => {
    const error = await parse(body).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ kind: "invalid", details: { alternates } });
  });
});

it("drops an item that repeats another", async () => {
  const item = `<item><guid>1</guid><enclosure url="a.mp3"/></item>`;
  const feed = await parseChannel(item + item);
  expect(feed).toMatchObject({ items: [{ identity: "1" }], itemCount: 2, skippedItems: { duplicate: 1 } });
});
