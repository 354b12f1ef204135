import { expect, it } from "vitest";
import { readItunesAnswer } from "./itunes-answer";

const read = (body: string) => readItunesAnswer(new TextEncoder().encode(body));
const answer = (...results: unknown[]) => JSON.stringify({ resultCount: results.length, results });
const podcast = {
  collectionId: 42,
  collectionName: " A ",
  artistName: "B",
  feedUrl: "https://a.org/f",
  artworkUrl100: "https://i.org/1.jpg",
  trackCount: 9,
};
const expected = {
  itunesId: "42",
  title: "A",
  author: "B",
  feedUrl: "https://a.org/f",
  artworkUrl: "https://i.org/1.jpg",
  episodeCount: 9,
};

it.each([
  ["behind blank lines", `\n\n\r\n${answer(podcast)}\n`],
  ["as a string inside contents", JSON.stringify({ contents: `\n${answer(podcast)}` })],
  ["beside entries that are none", answer(null, 3, {}, podcast, { collectionId: "x" })],
  ["with its ID as text", answer({ ...podcast, collectionId: "42" })],
])("reads a podcast %s", (_, body) => {
  expect(read(body)).toEqual([expected]);
});

it.each([
  ["a feed address", { feedUrl: undefined }, { feedUrl: null }],
  ["a feed address that is one", { feedUrl: "javascript:alert(1)" }, { feedUrl: null }],
  ["an author", { artistName: null }, { author: null }],
  ["a name of its own", { collectionName: undefined, trackName: "Track" }, { title: "Track" }],
  ["any name", { collectionName: "" }, { title: "Untitled podcast" }],
  ["a number of episodes", { trackCount: "many" }, { episodeCount: null }],
  [
    "the usual picture",
    { artworkUrl100: undefined, artworkUrl600: "https://i.org/6.jpg" },
    { artworkUrl: "https://i.org/6.jpg" },
  ],
])("reads a podcast without %s", (_, change, result) => {
  expect(read(answer({ ...podcast, ...change }))).toEqual([{ ...expected, ...result }]);
});

it("finds none where there are none", () => {
  expect(read(answer())).toEqual([]);
});

it.each([
  "",
  "[]",
  "{}",
  '{"results": "none"}',
  '{"contents": "<html>"}',
  '{"resultCount":1,"results":[{"coll',
  "<html></html>",
])("does not take %j for an empty list", (body) => {
  expect(() => read(body)).toThrow(expect.objectContaining({ kind: "unavailable" }));
});
