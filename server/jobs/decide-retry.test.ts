import { expect, it } from "vitest";
import { invalid, limited, notFound, unavailable } from "@/server/platform/errors";
import { decideRetry } from "./decide-retry";

const now = new Date(0);
const run = { attempt: 1, maxAttempts: 5, now };

it.each([
  ["a host that does not answer is tried again", unavailable("x"), 1, { kind: "retry", runAt: new Date(5_000) }],
  ["later each time", unavailable("x"), 3, { kind: "retry", runAt: new Date(125_000) }],
  ["not before the host said", limited("x", { retryAfterMs: 60_000 }), 1, { kind: "retry", runAt: new Date(60_000) }],
  ["a bug may be a passing one", new TypeError("x"), 1, { kind: "retry" }],
  ["the last attempt is the last", unavailable("x"), 5, { kind: "fail" }],
  ["what is wrong stays wrong", invalid("x"), 1, { kind: "fail" }],
  ["what is not there stays away", notFound("x"), 1, { kind: "fail" }],
] as const)("%s", (_, error, attempt, decision) => {
  expect(decideRetry({ ...run, error, attempt })).toMatchObject(decision);
});
