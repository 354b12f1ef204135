import { expect, it } from "vitest";
import { shouldDeleteAudio } from "./should-delete-audio";

it.each([
  [{ keepAudio: false, hasTranscript: true, isInUse: false }, true],
  [{ keepAudio: true, hasTranscript: true, isInUse: false }, false],
  [{ keepAudio: false, hasTranscript: false, isInUse: false }, false],
  [{ keepAudio: false, hasTranscript: true, isInUse: true }, false],
])("%o: %s", (input, expected) => {
  expect(shouldDeleteAudio(input)).toBe(expected);
});
