import { expect, it } from "vitest";
import { nextChaptersLook } from "./next-chapters-look";

const DAY_MS = 24 * 3600 * 1000;
const now = new Date("2026-03-01T00:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);

it.each([
  ["a day later, soon after publication", { publishedAt: daysAgo(1) }, 1],
  ["when the host says, if that is later", { publishedAt: daysAgo(1), retryAfterMs: 3 * DAY_MS }, 3],
  ["not before a day has passed, whatever the host says", { publishedAt: daysAgo(1), retryAfterMs: 1000 }, 1],
  ["no more, days after publication", { publishedAt: daysAgo(14) }, null],
  [
    "while trouble may pass, also for an old episode that is new here",
    { publishedAt: daysAgo(99), isPassing: true },
    1,
  ],
  [
    "no more, when trouble has not passed for days",
    { publishedAt: daysAgo(99), isPassing: true, seenAt: daysAgo(14) },
    null,
  ],
  ["by when it was first seen, without a date", {}, 1],
  ["no more, days after it was first seen, without a date", { seenAt: daysAgo(14) }, null],
])("%s", (_, facts, days) => {
  const given = { isPassing: false, retryAfterMs: null, publishedAt: null, seenAt: daysAgo(1), retryDays: 14, now };
  const next = nextChaptersLook({ ...given, ...facts });
  expect(next && (next.getTime() - now.getTime()) / DAY_MS).toBe(days);
});
