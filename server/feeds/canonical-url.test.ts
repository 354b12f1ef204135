import { describe, expect, it } from "vitest";
import { canonicalFeedUrl, feedUrlOf } from "./canonical-url";

describe("feedUrlOf", () => {
  it.each([
    ["https://example.com/feed.xml", "https://example.com/feed.xml"],
    ["  http://example.com/feed ", "http://example.com/feed"],
    ["example.com/feed", "https://example.com/feed"],
    ["example.com:8080/feed", "https://example.com:8080/feed"],
    ["//example.com/feed", "https://example.com/feed"],
    ["feed://example.com/feed", "https://example.com/feed"],
    ["feed:http://example.com/feed", "http://example.com/feed"],
    ["feed:https://example.com/feed", "https://example.com/feed"],
    ["itpc://example.com/feed", "https://example.com/feed"],
    ["pcast://example.com/feed", "https://example.com/feed"],
    ["localhost/feed", "https://localhost/feed"],
    ["ftp://example.com/feed", null],
    ["javascript:alert(1)", null],
    ["hello", null],
    ["", null],
  ])("%j is fetched from %j", (input, url) => {
    expect(feedUrlOf(input)).toBe(url);
  });
});

describe("canonicalFeedUrl", () => {
  it.each([
    "https://example.com/feed",
    "http://example.com/feed",
    "HTTP://EXAMPLE.com/feed/",
    "https://example.com:443/feed",
    "http://example.com:80/feed#top",
    "https://example.com./feed",
    "feed://example.com/feed",
    "https://example.com/%66eed",
    "https://example.com/feed?",
    "https://example.com/feed?utm_source=apple&utm_medium=app",
  ])("takes %s for the same feed", (input) => {
    expect(canonicalFeedUrl(input)).toBe("https://example.com/feed");
  });

  it.each([
    "https://example.com/Feed",
    "https://www.example.com/feed",
    "https://example.com:8080/feed",
    "https://example.com/feed?show=2",
    "https://user@example.com/feed",
    "https://user:secret@example.com/feed",
  ])("takes %s for another feed", (input) => {
    expect(canonicalFeedUrl(input)).not.toBe("https://example.com/feed");
  });

  it("keeps the parameters that choose, in their order", () => {
    expect(canonicalFeedUrl("http://example.com/rss?b=2&utm_campaign=x&a=%2f")).toBe(
      "https://example.com/rss?b=2&a=%2f",
    );
  });

  it("gives a canonical URL back unchanged", () => {
    expect(canonicalFeedUrl("https://example.com/a%2Fb?x=1")).toBe("https://example.com/a%2Fb?x=1");
  });

  it("knows no form for what is no address", () => {
    expect(canonicalFeedUrl("not a url")).toBeNull();
  });
});
