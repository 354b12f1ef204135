import { expect, it } from "vitest";
import { matchFeeds } from "./match-feeds";

const feed = (id: number, title: string, author: string | null = null, publishersTitle = title) => ({
  id,
  title,
  publishers_title: publishersTitle,
  author,
  image_url: null,
});

const feeds = [
  feed(1, "A Café by the Sea", "Mara Quill"),
  feed(2, "My tides", "Oskar Brandt", "Tidal Notes"),
  feed(3, "Notes from the Café"),
  feed(4, "Подкаст о море", "O’Brien"),
];

it.each([
  ["a title", "A Café by the Sea", [1]],
  ["some of its words, in any order", "sea cafe", [1]],
  ["the publisher's title of a podcast that was renamed", "tidal notes", [2]],
  ["its own title as well", "my tides", [2]],
  ["who makes it", "mara", [1]],
  ["words of title and author together", "quill café", [1]],
  ["the beginning of a word", "bran", [2]],
  ["but not its end", "randt", []],
  ["titles that begin with it first", "notes", [3, 2]],
  ["without accents, in another case", "CAFE", [1, 3]],
  ["other scripts", "море", [4]],
  ["an apostrophe that is written otherwise", "O'Brien", [4]],
  ["either of two", "tidal OR mara", [2, 1]],
  ["one without the other", "café -sea", [3]],
  ["not with a word that it lacks", "café submarine", []],
  ["signs alone", "++ --", []],
  ["nothing", "", []],
] as const)("%s: %s", (_, query, ids) => {
  expect(matchFeeds(query, feeds).map(({ id }) => id)).toEqual(ids);
});
