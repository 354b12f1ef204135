import { expect, it } from "vitest";
import { decideAfterLookup } from "./decide-after-lookup";

const now = new Date("2026-06-01T00:00:00Z");
const ago = (days: number) => new Date(now.getTime() - days * 24 * 3600_000);
const none = { kind: "none", because: "no tag" } as const;
const later = { kind: "later", because: "503", retryAfterMs: null } as const;
const episode = { publishedAt: ago(1), since: ago(1), failures: 1, retryDays: 14, now };

it.each([
  ["a fresh episode without a transcript waits", { miss: none }, "wait"],
  ["an old one without a transcript needs audio", { miss: none, publishedAt: ago(15) }, "giveUp"],
  ["an episode without a date counts as old", { miss: none, publishedAt: null }, "giveUp"],
  ["a host in trouble dooms no back catalogue", { miss: later, publishedAt: ago(900), since: ago(0) }, "wait"],
  [
    "a host in trouble for the whole window is given up",
    { miss: later, publishedAt: ago(900), since: ago(14) },
    "giveUp",
  ],
] as const)("%s", (_, facts, kind) => {
  expect(decideAfterLookup({ ...episode, ...facts }).kind).toBe(kind);
});

it.each([
  ["one hour after the first failure", 1, null, 1],
  ["four hours after the third", 3, null, 4],
  ["a day at most", 12, null, 24],
  ["as long as the host asks", 1, 5 * 3600_000, 5],
] as const)("tries again %s", (_, failures, retryAfterMs, hours) => {
  const decision = decideAfterLookup({ ...episode, failures, miss: { ...later, retryAfterMs } });
  expect(decision).toMatchObject({ kind: "wait", nextRetryAt: new Date(now.getTime() + hours * 3600_000) });
});
