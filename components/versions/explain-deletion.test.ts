import { expect, it } from "vitest";
import { explainDeletion } from "./explain-deletion";

it.each([
  ["the only one", true, 1, /without a transcript/],
  ["the one that is shown", true, 2, /takes its place/],
  ["another one", false, 2, /stays as it is/],
])("says what becomes of an episode without %s", (_, isShown, count, words) => {
  expect(explainDeletion({ is_preferred: isShown }, count)).toMatch(words);
});
