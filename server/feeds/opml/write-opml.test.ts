import { expect, it } from "vitest";
import { writeOpml } from "./write-opml";

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
