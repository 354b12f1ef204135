import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learnInterval, nextPollAt } from "./poll-schedule";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = new Date("2026-03-04T12:00:00Z");
const bounds = { shortestMs: hour, longestMs: 12 * hour };
const ago = (ms: number) => new Date(now.getTime() - ms);
/** The newest `since` ago, the others a gap apart. */
const every = (gap: number, since: number, count = 12) => Array.from({ length: count }, (_, n) => ago(since + n * gap));

describe("the interval of a feed", () => {
  it.each([
    ["a daily show in the middle of its day", every(day, 10 * hour), 2.4 * hour],
    ["a daily show whose next episode is near", every(day, 21.5 * hour), 1.3 * hour],
    ["a daily show that is due", every(day, 23 * hour), hour],
    ["a daily show that is ten hours late", every(day, 34 * hour), 2.4 * hour],
    ["a weekly show that has just appeared", every(7 * day, hour), 12 * hour],
    ["a weekly show that is due", every(7 * day, 7 * day), 2.1 * hour],
    ["a weekly show that is half a week late", every(7 * day, 10.5 * day), 12 * hour],
    ["a show of every hour", every(hour, 20 * minute), hour],
    ["a show that fell silent a year ago", every(7 * day, 365 * day), 12 * hour],
    ["a single episode", every(day, hour, 1), 4 * hour],
    ["no episode with a date", [], 4 * hour],
    ["a whole archive put up in one minute", every(1000, day), 4 * hour],
    ["an episode dated tomorrow", [new Date(now.getTime() + day), ...every(day, 10 * hour)], 2.4 * hour],
  ])("of %s", (_, publishedAt, expected) => {
    const { intervalMs } = learnInterval({ publishedAt, isComplete: false, bounds, now });
    expect(Math.abs(intervalMs - expected)).toBeLessThanOrEqual(minute);
  });

  it("is the longest when no more episodes will come", () => {
    const ended = { publishedAt: every(day, day), isComplete: true, bounds, now };
    expect(learnInterval(ended)).toEqual({ intervalMs: 12 * hour, because: "the podcast has ended" });
  });

  it("says what it has learned", () => {
    const learn = (gap: number) =>
      learnInterval({ publishedAt: every(gap, 0), isComplete: false, bounds, now }).because;
    expect([learn(6 * hour), learn(day), learn(7 * day)]).toEqual([
      "an episode about every 6 hours",
      "an episode about every 24 hours",
      "an episode about every 7 days",
    ]);
  });

  it("stays within its bounds, whatever the dates and even when the bounds are crossed", () => {
    const dates = fc.array(fc.date({ min: new Date(0), max: new Date("2030-01-01"), noInvalidDate: true }));
    fc.assert(
      fc.property(
        dates,
        fc.boolean(),
        fc.integer({ min: 5, max: 10_080 }),
        fc.integer({ min: 5, max: 43_200 }),
        (publishedAt, isComplete, shortest, longest) => {
          const limits = { shortestMs: shortest * minute, longestMs: longest * minute };
          const { intervalMs } = learnInterval({ publishedAt, isComplete, bounds: limits, now });
          expect(intervalMs).toBeGreaterThanOrEqual(limits.shortestMs);
          expect(intervalMs).toBeLessThanOrEqual(Math.max(limits.shortestMs, limits.longestMs));
        },
      ),
    );
  });
});

describe("the next look", () => {
  const waitOf = (feed: { failureCount: number; id?: number; retryAfterMs?: number | null }) =>
    nextPollAt({ id: 1, intervalMs: hour, now, ...feed }).getTime() - now.getTime();

  it.each([
    [0, hour],
    [1, 5 * minute],
    [2, 10 * minute],
    [5, 80 * minute],
    [40, day],
    [4000, day],
  ])("after %i failures comes after its time, give or take a tenth", (failureCount, expected) => {
    expect(Math.abs(waitOf({ failureCount }) / expected - 1)).toBeLessThanOrEqual(0.1);
  });

  it("never comes before the host has asked for", () => {
    expect(waitOf({ failureCount: 1, retryAfterMs: 3 * hour })).toBe(3 * hour);
    expect(waitOf({ failureCount: 40, retryAfterMs: 3 * hour })).toBeGreaterThan(21 * hour);
  });

  it("spreads feeds that were looked at together evenly over a fifth of the interval", () => {
    const waits = Array.from({ length: 5000 }, (_, id) => waitOf({ failureCount: 0, id }));
    const tenths = Map.groupBy(waits, (wait) => Math.floor((wait - 0.9 * hour) / (0.02 * hour)));
    const sizes = [...tenths.values()].map((group) => group.length);
    expect(sizes.length).toBe(10);
    expect(Math.max(...sizes) / Math.min(...sizes)).toBeLessThan(1.4);
  });
});
