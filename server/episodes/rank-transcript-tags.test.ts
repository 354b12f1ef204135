import { expect, it } from "vitest";
import { rankTranscriptTags } from "./rank-transcript-tags";

const tag = (url: string, type: string | null = null, language: string | null = null, rel: string | null = null) => ({
  url,
  type,
  language,
  rel,
});

it.each([
  [
    "timed before untimed",
    [
      tag("txt", "text/plain"),
      tag("html", "text/html"),
      tag("srt", "application/srt"),
      tag("json", "application/json"),
      tag("vtt", "text/vtt"),
    ],
    null,
    ["vtt", "json", "srt", "html", "txt"],
  ],
  ["the feed's language first", [tag("en", "text/vtt", "en"), tag("de", "text/plain", "de-AT")], "de", ["de", "en"]],
  ["no language is the feed's", [tag("en", "text/vtt", "en"), tag("any", "text/vtt")], "de", ["any", "en"]],
  [
    "captions after a full transcript",
    [tag("captions", "text/vtt", null, "captions"), tag("full", "text/vtt")],
    null,
    ["full", "captions"],
  ],
  [
    "the name where the type says nothing",
    [tag("a.html", "application/octet-stream"), tag("b.vtt?x=1", "application/octet-stream")],
    null,
    ["b.vtt?x=1", "a.html"],
  ],
  [
    "an unknown type between timed and untimed",
    [tag("text", "text/plain"), tag("what", "application/octet-stream"), tag("srt", "application/x-subrip")],
    null,
    ["srt", "what", "text"],
  ],
  ["ties as they came", [tag("1", "text/vtt"), tag("2", "text/vtt; charset=utf-8")], null, ["1", "2"]],
  ["nothing from nothing", [], "en", []],
] as const)("%s", (_, tags, language, urls) => {
  expect(rankTranscriptTags(tags, language).map(({ url }) => url)).toEqual(urls);
});
