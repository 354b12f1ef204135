import { expect, it } from "vitest";
import { nextPollAt } from "./poll-schedule";

const now = new Date("2026-01-01T00:00:00Z");
const hour = 3600_000;
const wait = (feed: { id?: number; failureCount?: number }) =>
  nextPollAt({ id: 1, failureCount: 0, intervalMs: hour, now, ...feed }).getTime() - now.getTime();

it("comes back after about the interval", () => {
  for (let id = 1; id < 500; id++) expect(Math.abs(wait({ id }) - hour)).toBeLessThanOrEqual(hour * 0.1 + 1);
});

it("spreads feeds that were added together", () => {
  const minutes = new Set(Array.from({ length: 100 }, (_, id) => Math.floor(wait({ id }) / 60_000)));
  expect(minutes.size).toBeGreaterThan(8);
});

it("waits longer after each failure, but never more than about a day", () => {
  expect(wait({ failureCount: 2 })).toBeGreaterThan(3.5 * hour);
  expect(wait({ failureCount: 50 })).toBeLessThanOrEqual(27 * hour);
});
