import { describe, expect, it } from "vitest";
import { formatDate, formatDay, formatDistance } from "./format-date";
import { formatClock, formatDuration } from "./format-duration";

const at = (iso: string) => new Date(iso);
const now = at("2026-03-10T12:00:00Z").getTime();

describe("dates", () => {
  it.each([
    ["a day is the one of the reader's zone", "2026-03-10T23:30:00Z", "Europe/Berlin", "11 Mar 2026"],
    ["months have one name everywhere", "2025-09-01T00:00:00Z", "UTC", "1 Sep 2025"],
  ])("%s", (_, iso, zone, text) => {
    expect(formatDate(at(iso), zone)).toBe(text);
  });

  it.each([
    ["2026-03-10T00:10:00Z", "Today"],
    ["2026-03-09T23:50:00Z", "Yesterday"],
    ["2026-03-06T10:00:00Z", "Friday"],
    ["2026-02-01T10:00:00Z", "Sunday, 1 Feb 2026"],
    ["2026-03-12T10:00:00Z", "Thursday, 12 Mar 2026"],
  ])("%s is under %s", (iso, text) => {
    expect(formatDay(at(iso), { timeZone: "UTC", now })).toBe(text);
  });

  it.each([
    ["2026-03-10T11:55:00Z", "5 min ago"],
    ["2026-03-10T15:00:00Z", "in 3 h"],
    ["2026-03-10T11:59:50Z", "just now"],
    ["2026-03-01T12:00:00Z", "9 days ago"],
  ])("%s is %s", (iso, text) => {
    expect(formatDistance(at(iso), now)).toBe(text);
  });
});

it.each([
  [42, "42 s", "0:42"],
  [754, "13 min", "12:34"],
  [7260, "2 h 1 min", "2:01:00"],
])("%i seconds last %s and lie at %s", (seconds, duration, clock) => {
  expect(formatDuration(seconds)).toBe(duration);
  expect(formatClock(seconds)).toBe(clock);
});
