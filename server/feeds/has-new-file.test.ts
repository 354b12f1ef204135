import { expect, it } from "vitest";
import { hasNewFile } from "./has-new-file";

const a = "https://cdn.example/a.vtt";
const b = "https://cdn.example/b.vtt";

it.each([
  ["the first file is new", [], [a], true],
  ["another file is new", [a], [b], true],
  ["a second file is new", [a], [a, b], true],
  ["a second file is new where only the query tells them apart", [`${a}?format=vtt`], [`${a}?x`, `${a}?y`], true],
  ["the same files are not", [a, b], [b, a], false],
  ["a renewed signature is not", [`${a}?sig=1`], [`${a}?sig=2`], false],
  ["what has gone is not", [a, b], [b], false],
  ["nothing is not", [a], [], false],
] as const)("%s", (_, before, now, isNew) => {
  expect(hasNewFile(before, now)).toBe(isNew);
});
