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

it("comes back soon after the first failure, later after each further one, but never more than about a day", () => {
  const minutes = [1, 2, 3, 50].map((failureCount) => Math.round(wait({ failureCount }) / 60_000));
  expect(minutes[0]).toBeGreaterThan(4);
  expect(minutes[0]).toBeLessThan(6);
  expect(minutes[2]).toBeGreaterThan(3.5 * (minutes[0] ?? 0));
  expect(minutes[3]).toBeLessThanOrEqual(27 * 60);
});
