import { expect, it } from "vitest";
import type { Episode } from "@/components/episodes/types";
import { audioSourceOf, isAudioWanted } from "./audio-job";

const episode = (given: Partial<Episode>) =>
  ({
    id: 7,
    status: "needs_audio",
    has_audio: false,
    audio_url: "https://example.org/a.mp3",
    job: null,
    ...given,
  }) as Episode;
const job = {
  id: 1,
  type: "fetchTranscript",
  state: "queued",
  progress: 0,
  note: null,
  error: null,
  run_at: new Date(0),
} as const;

it.each([
  [{}, true],
  [{ status: "awaiting_transcript" }, true],
  [{ status: "failed" }, true],
  [{ status: "completed" }, false],
  [{ status: "new" }, false],
  [{ has_audio: true }, false],
  [{ job }, false],
] as [Partial<Episode>, boolean][])("%j: the audio is offered: %s", (given, expected) => {
  expect(isAudioWanted(episode(given))).toBe(expected);
});

it("plays what is stored here, else what the publisher has", () => {
  expect(audioSourceOf(episode({ has_audio: true }))).toBe("/api/episodes/7/audio");
  expect(audioSourceOf(episode({}))).toBe("https://example.org/a.mp3");
});
