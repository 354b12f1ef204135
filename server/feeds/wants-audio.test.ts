import { expect, it } from "vitest";
import { wantsAudio } from "./wants-audio";

const subscribedAt = new Date("2026-03-01T00:00:00Z");
const fresh = new Date("2026-03-04T00:00:00Z");
const old = new Date("2026-02-01T00:00:00Z");

it.each([
  ["others' transcripts only", "external_only", false, fresh, [false, false]],
  ["others', else our own", "external_then_transcribe", false, fresh, [false, true]],
  ["always our own", "always_transcribe", false, fresh, [true, true]],
  ["downloads of every new episode", "external_only", true, fresh, [true, true]],
  ["what was current at the subscription", "always_transcribe", false, new Date("2026-02-25T00:00:00Z"), [true, true]],
  ["the back catalogue", "always_transcribe", true, old, [false, false]],
  ["an episode without a date", "always_transcribe", true, null, [false, false]],
] as const)("with %s", (_, transcriptPolicy, autoDownload, publishedAt, expected) => {
  const policy = { transcriptPolicy, autoDownload, subscribedAt };
  const moments = ["found", "transcriptMissing"] as const;
  expect(moments.map((moment) => wantsAudio({ publishedAt, moment }, policy))).toEqual(expected);
});
