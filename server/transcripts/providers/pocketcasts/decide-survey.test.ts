import { expect, it } from "vitest";
import { decideSurvey, type SurveyFacts, surveyRetryAt } from "./decide-survey";

const now = new Date("2026-06-01T12:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const unknown: SurveyFacts = {
  uuid: null,
  isByHand: false,
  isPrivate: false,
  searchedAt: null,
  listedAt: null,
  failure: null,
  retryAt: null,
  contentChangedAt: ago(0),
};
const known: SurveyFacts = {
  ...unknown,
  uuid: "u",
  searchedAt: ago(9000),
  listedAt: ago(10),
  contentChangedAt: ago(20),
};

it.each([
  ["a show that nobody has searched", unknown, "search"],
  ["a show that was not found an hour ago", { ...unknown, searchedAt: ago(60) }, "absent"],
  ["a show that was not found a day ago", { ...unknown, searchedAt: ago(24 * 60) }, "search"],
  ["a show that is not there, says a person", { ...unknown, searchedAt: ago(9000), isByHand: true }, "absent"],
  ["a private podcast", { ...unknown, isPrivate: true }, "absent"],
  ["a private podcast of which a person has said what it is", { ...known, isPrivate: true, listedAt: null }, "list"],
  ["a list that nobody has read", { ...known, listedAt: null }, "list"],
  ["a list of ten minutes ago", known, "ready"],
  ["a list of an hour ago", { ...known, listedAt: ago(60), contentChangedAt: ago(90) }, "list"],
  ["a list that is older than what the feed brought", { ...known, contentChangedAt: ago(5) }, "list"],
  ["a list as old as what the feed brought", { ...known, contentChangedAt: ago(10) }, "ready"],
  ["a list of a feed that never brought anything", { ...known, contentChangedAt: null }, "ready"],
  ["a failure that is to be waited out", { ...known, listedAt: null, failure: "503", retryAt: ago(-5) }, "failing"],
  ["a failure whose time is over", { ...known, listedAt: null, failure: "503", retryAt: ago(0) }, "list"],
  ["a failure of the search", { ...unknown, failure: "503", retryAt: ago(-5) }, "failing"],
] as const)("%s", (_, facts, kind) => {
  expect(decideSurvey(facts, now).kind).toBe(kind);
});

it.each([
  ["5 minutes at first", 1, null, 5],
  ["20 minutes after the third", 3, null, 20],
  ["6 hours at most", 40, null, 360],
  ["as long as the host asks", 1, 60_000, 1],
  ["never not at all", 1, 0, 1 / 6],
] as const)("waits %s", (_, count, retryAfterMs, minutes) => {
  expect(surveyRetryAt({ count, retryAfterMs, now })).toEqual(ago(-minutes));
});
