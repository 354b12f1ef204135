import { expect, it } from "vitest";
import { chooseSample } from "./choose-sample";

it.each([
  ["a rare word is ranked by all its places", { matching: 0, read: 0 }, 1],
  ["so is one that has up to 3,000 or so", { matching: 11, read: 15 }, 1],
  ["a more common one by every fourth", { matching: 12, read: 15 }, 4],
  ["one in 10,000 places by every fourth", { matching: 40, read: 45 }, 4],
  ["one in 20,000 by every sixteenth", { matching: 80, read: 90 }, 16],
  ["one in a million by every 256th", { matching: 3906, read: 3906 }, 256],
  ["a phrase whose words are common by as few as are enough", { matching: 60, read: 1000 }, 64],
  ["a rare phrase by all its places, common as its words may be", { matching: 0, read: 1000 }, 1],
] as const)("%s", (_, counts, sample) => {
  expect(chooseSample(counts)).toBe(sample);
});
