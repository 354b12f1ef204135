import { expect, it } from "vitest";
import { isSamePodcast, type PodcastTraits } from "./same-podcast";

const podcast = (
  podcastGuid: string | null,
  ...items: [identity: string, media: string, title: string][]
): PodcastTraits => ({
  podcastGuid,
  items: items.map(([identity, media, title]) => ({ identity, media, title })),
});

it.each([
  ["one podcast:guid", podcast("g"), podcast("g"), true],
  ["no podcast:guid at all", podcast(null), podcast(null), false],
  ["a guid of an episode", podcast(null, ["1", "a", "One"]), podcast(null, ["1", "b", "Uno"]), true],
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
