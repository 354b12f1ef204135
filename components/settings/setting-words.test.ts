import { expect, it } from "vitest";
import { choiceName, groupTitle, orderGroups, unitOf, valueInWords } from "./setting-words";

it("lists the groups in one order, and those that it does not know below them", () => {
  expect(orderGroups(["search_index", "publishing", "feeds", "feeds", "nodes"])).toEqual([
    "feeds",
    "publishing",
    "search_index",
    "nodes",
  ]);
  expect(orderGroups([])).toEqual([]);
});

it.each([
  [groupTitle("feeds"), "Feeds"],
  [groupTitle("search_index"), "Search index"],
  [choiceName("external_only"), "Only what others have made"],
  [choiceName("as_it_comes"), "As it comes"],
  [choiceName(16), "16"],
  [unitOf("trash_days"), "days"],
  [unitOf("audio_quota_gb"), "GB"],
  [unitOf("feed_poll"), null],
  [valueInWords("trash_days", 1), "1 day"],
  [valueInWords("feed_poll_minutes", 10_080), "10,080 minutes"],
  [valueInWords("audio_quota_gb", 2), "2 GB"],
  [valueInWords("depth", 3), "3"],
  [valueInWords("keep_audio", false), "Off"],
  [valueInWords("itunes_country", "us"), "us"],
  [valueInWords("transcript_policy", "always_transcribe"), "Always our own"],
])("%s", (words, expected) => {
  expect(words).toBe(expected);
});
