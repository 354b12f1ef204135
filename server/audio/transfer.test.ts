import { describe, expect, it } from "vitest";
import { invalid, unavailable } from "@/server/platform/errors";
import {
  acceptAnswer,
  describeTransfer,
  isAbout,
  mayResume,
  newTransfer,
  problemOfEnd,
  requestHeaders,
} from "./transfer";

const answer = (status: number, headers: Record<string, string> = {}) => ({ status, headers: new Headers(headers) });
const half = { received: 50, total: 100, validator: '"a"' };

describe("the first answer", () => {
  it.each([
    ["a file with its length and name", { "content-length": "100", etag: '"a"' }, { total: 100, validator: '"a"' }],
    [
      "a date where the name is a weak one",
      { "content-length": "9", etag: 'W/"a"', "last-modified": "d" },
      { total: 9, validator: "d" },
    ],
    ["no length", { etag: '"a"' }, { total: null, validator: null }],
    ["a length of something packed", { "content-length": "9", "content-encoding": "gzip" }, { total: null }],
  ])("takes %s", (_, headers, expected) => {
    expect(acceptAnswer(newTransfer(), answer(200, headers))).toMatchObject({ received: 0, ...expected });
  });

  it("is refused when it announces too much", () => {
    expect(() => acceptAnswer(newTransfer(), answer(200, { "content-length": "2000000001" }))).toThrow(
      "more than 2.0 GB",
    );
    expect(acceptAnswer(newTransfer(), answer(200, { "content-length": "2000000000" })).total).toBe(2e9);
  });

  it("may be about some trouble instead", () => {
    expect([200, 206, 416, 404, 503].map((status) => isAbout(newTransfer(), status))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([416, 403].map((status) => isAbout(half, status))).toEqual([true, false]);
  });

  it("is not a part of the file", () => {
    expect(() => acceptAnswer(newTransfer(), answer(206))).toThrow("206");
  });
});

describe("the answer to a request for the rest", () => {
  it("is asked for only where the content has a name", () => {
    expect(requestHeaders(half)).toMatchObject({ range: "bytes=50-", "if-range": '"a"' });
    expect(requestHeaders({ ...half, validator: null })).not.toHaveProperty("range");
    expect(requestHeaders(newTransfer())).not.toHaveProperty("range");
  });

  it("goes on where the last one ended", () => {
    expect(acceptAnswer(half, answer(206, { "content-range": "bytes 50-99/100" }))).toEqual(half);
    expect(acceptAnswer(half, answer(206, { "content-range": "bytes 50-99/*" }))).toEqual(half);
  });

  it.each([
    ["the whole file", 200, {}],
    ["another place", 206, { "content-range": "bytes 40-99/100" }],
    ["another length", 206, { "content-range": "bytes 50-119/120" }],
    ["no place", 206, {}],
    ["no such place", 416, { "content-range": "bytes */40" }],
  ])("is useless with %s", (_, status, headers) => {
    expect(() => acceptAnswer(half, answer(status, headers))).toThrow("changed while it was fetched");
  });
});

it.each([
  ["complete", { ...half, received: 100 }, null],
  ["of unknown length", { received: 7, total: null, validator: null }, null],
  ["cut", half, { kind: "unavailable", message: "the host sent only 50 B of 100 B" }],
  ["too long", { ...half, received: 101 }, { kind: "unavailable" }],
  ["empty", { received: 0, total: 0, validator: null }, { kind: "invalid", message: "the file is empty" }],
])("sees a file that is %s", (_, transfer, problem) => {
  const found = problemOfEnd(transfer);
  if (problem) expect(found).toMatchObject(problem);
  else expect(found).toBeNull();
});

it.each([
  ["a broken connection that brought something", {}, true],
  ["one that brought nothing", { before: 50 }, false],
  ["one too many", { resumes: 20 }, false],
  ["a file without a name", { transfer: { ...half, validator: null } }, false],
  ["a host that answered with an error", { error: unavailable("x", { details: { status: 503 } }) }, false],
  ["what is wrong with the file itself", { error: invalid("x") }, false],
  ["a full disk", { error: new Error("ENOSPC") }, false],
])("asks for the rest after %s: %#", (_, given, expected) => {
  expect(mayResume({ error: unavailable("x"), transfer: half, before: 20, resumes: 0, ...given })).toBe(expected);
});

it.each([
  [{ received: 12_000_000, total: 48_000_000 }, 6000, 25, "12 MB of 48 MB, 2.0 MB/s, 18 s left"],
  [{ received: 1_000_000, total: 1_000_000_000 }, 1000, 0.1, "1.0 MB of 1.0 GB, 1.0 MB/s, 17 min left"],
  [{ received: 1000, total: null }, 1000, 0, "1.0 kB, 1.0 kB/s"],
  [{ received: 0, total: 100 }, 0, 0, "0 B of 100 B, 0 B/s"],
])("says how far it is: %o", (transfer, elapsedMs, percent, note) => {
  expect(describeTransfer({ validator: null, ...transfer }, elapsedMs)).toEqual({ percent, note });
});
