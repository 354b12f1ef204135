import { expect, it } from "vitest";
import { partsOf } from "./opml-line";

it.each([
  [0, []],
  [1, [1]],
  [12, [12]],
  [25, [12, 12, 1]],
  [1000, Array(40).fill(25)],
])("%i lines are imported in such parts", (count, sizes) => {
  const items = Array.from({ length: count }, (_, index) => index);
  const parts = partsOf(items);
  expect(parts.map((part) => part.length)).toEqual(sizes);
  expect(parts.flat()).toEqual(items);
});
