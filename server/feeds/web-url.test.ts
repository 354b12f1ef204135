import { expect, it } from "vitest";
import { webUrl } from "./web-url";

const base = "https://example.com/shows/feed.xml";

it.each([
  ["an absolute URL is kept to the letter", "https://Example.org/a?sig=%2f", "https://Example.org/a?sig=%2f"],
  ["a path is resolved", "/a.mp3", "https://example.com/a.mp3"],
  ["a relative path is resolved", "a.mp3", "https://example.com/shows/a.mp3"],
  ["a URL without scheme is resolved", "//cdn.example.org/a.mp3", "https://cdn.example.org/a.mp3"],
  ["spaces are escaped", "https://example.org/a b.mp3", "https://example.org/a%20b.mp3"],
  ["white space around is dropped", "\n https://example.org/a.mp3 \n", "https://example.org/a.mp3"],
])("%s", (_, written, url) => {
  expect(webUrl(written, base)).toBe(url);
});

it.each([
  "file:///etc/passwd",
  "javascript:alert(1)",
  "data:audio/mpeg;base64,AA",
  "ftp://example.org/a.mp3",
  "http://",
  "",
  null,
])("%j is no web URL", (written) => {
  expect(webUrl(written, base)).toBeNull();
});
