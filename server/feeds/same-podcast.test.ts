import { expect, it } from "vitest";
import { isSamePodcast, type PodcastTraits } from "./same-podcast";

const podcast = (
  podcastGuid: string | null,
  ...items: [identity: string, media: string, title: string, published?: string][]
): PodcastTraits => ({
  podcastGuid,
  items: items.map(([identity, media, title, published]) => ({
    identity,
    media,
    title,
    publishedAt: published ? new Date(published) : null,
  })),
});

it.each([
  ["one podcast:guid", podcast("g"), podcast("g"), true],
  ["no podcast:guid at all", podcast(null), podcast(null), false],
  ["no guid alone, as many count from 1", podcast(null, ["1", "a", "One"]), podcast(null, ["1", "b", "Uno"]), false],
  [
    "no guids alone, however many",
    podcast("g", ["1", "a", "A", "2024-01-01"], ["2", "b", "B"], ["3", "c", "C"]),
    podcast("h", ["1", "d", "D", "2024-01-02"], ["2", "e", "E"], ["3", "f", "F"]),
    false,
  ],
  [
    "a guid with its title",
    podcast(null, ["1", "a", "One "], ["2", "b", "B"]),
    podcast(null, ["1", "c", "one"], ["3", "d", "D"]),
    true,
  ],
  [
    "a guid with its time of publication",
    podcast(null, ["1", "a", "One", "2024-01-01T05:00Z"], ["2", "b", "B"]),
    podcast(null, ["1", "c", "Uno", "2024-01-01T05:00Z"], ["3", "d", "D"]),
    true,
  ],
  ["a media file", podcast("g", ["1", "a", "One"]), podcast("h", ["2", "a", "Uno"]), true],
  ["the only title", podcast(null, ["1", "a", "Hello "]), podcast(null, ["2", "b", "hello"]), true],
  [
    "one title of many, as every podcast has a trailer",
    podcast(null, ["1", "a", "Trailer"], ["2", "b", "One"]),
    podcast(null, ["3", "c", "Trailer"], ["4", "d", "Other"]),
    false,
  ],
  [
    "three titles",
    podcast(null, ["1", "a", "A"], ["2", "b", "B"], ["3", "c", "C"], ["4", "d", "D"]),
    podcast(null, ["5", "e", "A"], ["6", "f", "B"], ["7", "g", "C"], ["8", "h", "E"]),
    true,
  ],
  ["an empty feed", podcast(null, ["1", "a", "A"]), podcast(null), false],
] as const)("knows a podcast again by %s", (_, a, b, expected) => {
  expect(isSamePodcast(a, b)).toBe(expected);
  expect(isSamePodcast(b, a)).toBe(expected);
});
