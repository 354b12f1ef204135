import fc from "fast-check";
import { expect, it } from "vitest";
import { type EpisodeEvent, EpisodeState, nextState } from "./episode-state";

const events: EpisodeEvent[] = [
  "transcriptStored",
  "transcriptPending",
  "transcriptMissing",
  "lookupRequested",
  "downloadStarted",
  "audioStored",
  "downloadFailed",
];

it.each([
  ["new", "transcriptStored", "completed"],
  ["new", "transcriptPending", "awaiting_transcript"],
  ["awaiting_transcript", "transcriptMissing", "needs_audio"],
  ["needs_audio", "lookupRequested", "new"],
  ["completed", "transcriptPending", "completed"],
  ["completed", "transcriptMissing", "completed"],
  ["completed", "lookupRequested", "completed"],
  ["completed", "transcriptWithdrawn", "new"],
  ["awaiting_transcript", "transcriptWithdrawn", null],
  ["completed", "transcriptsDeleted", "needs_audio"],
  ["transcribing", "transcriptsDeleted", null],
  ["downloading", "transcriptPending", "downloading"],
  ["downloading", "transcriptMissing", "downloading"],
  ["downloading", "lookupRequested", "downloading"],
  ["audio_ready", "lookupRequested", "audio_ready"],
  ["transcribing", "transcriptPending", "transcribing"],
  ["needs_audio", "downloadStarted", "downloading"],
  ["downloading", "audioStored", "audio_ready"],
  ["downloading", "downloadFailed", "failed"],
  ["completed", "downloadStarted", null],
  ["completed", "audioStored", null],
  ["audio_ready", "transcriptPending", "audio_ready"],
  ["audio_ready", "transcriptStored", "completed"],
] as const)("%s on %s becomes %s", (state, event, expected) => {
  expect(nextState(state, event)).toBe(expected);
});

it("takes no transcript away by itself but by withdrawing it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...EpisodeState.options), fc.array(fc.constantFrom(...events)), (start, later) => {
      const stored = nextState(start, "transcriptStored") ?? start;
      const end = later.reduce((state, event) => nextState(state, event) ?? state, stored);
      expect(end).toBe("completed");
    }),
  );
});
