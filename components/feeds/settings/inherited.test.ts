import { expect, it } from "vitest";
import { inherited } from "./inherited";
import type { LibrarySettings } from "./types";

const settings = {
  keep_audio: { value: true },
  transcript_policy: { value: "always_transcribe" },
} as unknown as LibrarySettings; // no more of a setting is read

it.each([
  ["keep_audio", "As in the library (yes)"],
  ["transcript_policy", "As in the library (always our own)"],
  ["model", "As in the library"],
])("%s: what holds without an answer of its own", (key, words) => {
  expect(inherited(settings, key)).toBe(words);
});
