import { expect, it } from "vitest";
import { hasServed, isWorthDownload } from "./audio-use";

const episode = { hasTranscript: true, transcriptSources: ["podcast2.0:vtt"], isBeingTranscribed: false };
const policy = { transcriptPolicy: "external_only", autoDownload: false, keepAudio: false } as const;
const always = { ...policy, transcriptPolicy: "always_transcribe" } as const;
const ours = { ...episode, transcriptSources: ["podcast2.0:vtt", "whisper:base"] };

it.each([
  ["with a transcript, and not to be kept", episode, policy, { hasServed: true, isWorthDownload: false }],
  ["to be kept", episode, { ...policy, keepAudio: true }, { hasServed: false, isWorthDownload: false }],
  [
    "to be downloaded and kept",
    episode,
    { ...policy, autoDownload: true, keepAudio: true },
    { hasServed: false, isWorthDownload: true },
  ],
  [
    "to be downloaded, and not to be kept",
    episode,
    { ...policy, autoDownload: true },
    { hasServed: true, isWorthDownload: false },
  ],
  ["without a transcript", { ...episode, hasTranscript: false }, policy, { hasServed: false, isWorthDownload: true }],
  ["being transcribed", { ...episode, isBeingTranscribed: true }, policy, { hasServed: false, isWorthDownload: true }],
  ["of which a transcript of our own is wanted", episode, always, { hasServed: false, isWorthDownload: true }],
  ["of which there is a transcript of our own", ours, always, { hasServed: true, isWorthDownload: false }],
])("audio %s", (_, subject, rules, expected) => {
  expect({ hasServed: hasServed(subject, rules), isWorthDownload: isWorthDownload(subject, rules) }).toEqual(expected);
});
