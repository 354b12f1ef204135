import { expect, it } from "vitest";
import { invalid, unavailable } from "@/server/platform/errors";
import { sayWhen } from "./say-when";

it.each([
  [1000, "1 minute"],
  [61_000, "2 minutes"],
  [90 * 60_000, "90 minutes"],
  [91 * 60_000, "2 hours"],
  [7 * 86_400_000, "7 days"],
])("says of a host that asks for %i ms when it may be asked again: in %s", (retryAfterMs, words) => {
  const error = unavailable("a.org answered 503", { retryAfterMs, details: { status: 503 } });
  expect(sayWhen(error)).toMatchObject({
    kind: "unavailable",
    message: `a.org answered 503; it may be asked again in ${words}`,
    details: { status: 503 },
    retryAfterMs,
  });
});

it.each([
  ["at once", unavailable("a.org answered 503", { retryAfterMs: 0 })],
  ["never", invalid("no feed")],
  ["nobody knows when", new Error("bug")],
])("leaves an error as it is that may be asked again %s", (_, error) => {
  expect(sayWhen(error)).toBe(error);
});
