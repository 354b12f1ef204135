import { expect, it } from "vitest";
import { readFilter, writeFilter } from "./episode-filter";

it.each([
  ["nothing is said", {}, { page: 1, q: "", status: null }],
  ["all is said", { page: "3", q: " go ", status: "new" }, { page: 3, q: "go", status: "new" }],
  ["nonsense is said", { page: "-1", status: "toString" }, { page: 1, q: "", status: null }],
  ["a thing is said twice", { page: ["2", "9"] }, { page: 2, q: "", status: null }],
])("reads an address in which %s", (_, parameters, filter) => {
  expect(readFilter(parameters)).toEqual(filter);
});

it("writes what it reads", () => {
  const filter = { page: 2, q: "C++ & more", status: "needs_audio" } as const;
  expect(readFilter(Object.fromEntries(new URLSearchParams(writeFilter(filter))))).toEqual(filter);
});
