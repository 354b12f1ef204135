import { expect, it } from "vitest";
import { findAlternateFeeds } from "./find-alternate-feeds";

const pageUrl = "https://example.com/shows/index.html";

it.each([
  ["RSS", `<link rel="alternate" type="application/rss+xml" href="/a.rss">`, ["https://example.com/a.rss"]],
  ["Atom", `<link rel=alternate type=application/atom+xml href=a.atom />`, ["https://example.com/shows/a.atom"]],
  [
    "any case",
    `<LINK REL="Alternate" TYPE=" Application/RSS+XML" HREF="https://x.example/A">`,
    ["https://x.example/A"],
  ],
  ["among several rels", `<link rel="home alternate" type="application/rss+xml" href="/a">`, ["https://example.com/a"]],
  ["rel=feed", `<link rel="feed" href="/a.xml">`, ["https://example.com/a.xml"]],
  ["the base", `<base href="https://b.example/x/"><link rel=feed href="a.xml">`, ["https://b.example/x/a.xml"]],
  [
    "each once",
    `<link rel=feed href="/a"><link rel=feed href="/a"><link rel=feed href="/b">`,
    ["https://example.com/a", "https://example.com/b"],
  ],
  ["entities in the URL", `<link rel=feed href="/a?b=1&amp;c=2">`, ["https://example.com/a?b=1&c=2"]],
])("knows %s", (_, html, feeds) => {
  expect(findAlternateFeeds({ html, pageUrl })).toEqual(feeds);
});

it.each([
  ["style sheets", `<link rel="alternate stylesheet" type="application/rss+xml" href="/a">`],
  ["translations", `<link rel="alternate" hreflang="de" href="/de">`],
  ["other types", `<link rel="alternate" type="application/json+oembed" href="/a">`],
  ["words that only contain it", `<link rel="alternate-like" type="application/rss+xml" href="/a">`],
  ["comments", `<!-- <link rel="feed" href="/a"> -->`],
  ["links that are none", `<link rel="feed" href="javascript:alert(1)">`],
])("takes no %s", (_, html) => {
  expect(findAlternateFeeds({ html, pageUrl })).toEqual([]);
});
