import { expect, it } from "vitest";
import { withoutPassword, writeOpml } from "./write-opml";

it("writes OPML 2.0", () => {
  const subscriptions = [
    { title: 'Q & "A" <now>', url: "https://a.org/f?x=1&y=2", link: "https://a.org/" },
    { title: "No page", url: "https://b.org/f", link: null },
  ];
  const createdAt = new Date("2026-11-25T10:00:00Z");
  expect(writeOpml({ title: "Podcasts", createdAt, subscriptions })).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>Podcasts</title>
    <dateCreated>Wed, 25 Nov 2026 10:00:00 GMT</dateCreated>
  </head>
  <body>
    <outline type="rss" text="Q &amp; &quot;A&quot; &lt;now&gt;" title="Q &amp; &quot;A&quot; &lt;now&gt;" xmlUrl="https://a.org/f?x=1&amp;y=2" htmlUrl="https://a.org/"/>
    <outline type="rss" text="No page" title="No page" xmlUrl="https://b.org/f"/>
  </body>
</opml>
`);
});

it.each([
  ["https://me:secret@a.org/f?x=1", "https://a.org/f?x=1"],
  ["https://me@a.org/f", "https://a.org/f"],
  ["https://a.org/f?mail=me@b.org", "https://a.org/f?mail=me@b.org"],
  ["no address", "no address"],
  ["http://me:secret@[broken/f", "http://[broken/f"],
])("takes the password out of %s", (address, bare) => {
  expect(withoutPassword(address)).toBe(bare);
  expect(
    writeOpml({ title: "T", createdAt: new Date(0), subscriptions: [{ title: "A", url: address, link: address }] }),
  ).not.toContain("secret");
});
