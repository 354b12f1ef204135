import { expect, it } from "vitest";
import { describeVersion } from "./describe-version";

it.each([
  [{ source: "whisper", model: "base", language: "en", is_timed: true }, "Transcribed here (Whisper), base, English"],
  [
    { source: "podcast2.0:text", model: null, language: null, is_timed: false },
    "Publisher's transcript (plain text), without times",
  ],
])("%o in words", (version, words) => {
  expect(describeVersion(version)).toBe(words);
});
