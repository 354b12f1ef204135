import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const SAMPLES_PER_SECOND = 22_050; // what espeak-ng writes: one channel, 16 bits
const BYTES_PER_SAMPLE = 2;
const PAUSE_MS = 400;

/**
 * Speaks lines one after the other into an MP3 file. Answers when each begins and ends, in milliseconds: counted in
 * samples, so the times are those of the file.
 */
export function speakToMp3(lines, voiceOf, file) {
  const parts = [];
  let sampleCount = 0;
  const add = (samples) => {
    parts.push(samples);
    sampleCount += samples.length / BYTES_PER_SAMPLE;
  };
  const pause = Buffer.alloc(Math.round((PAUSE_MS / 1000) * SAMPLES_PER_SECOND) * BYTES_PER_SAMPLE);

  const spoken = lines.map(([speaker, text]) => {
    const startMs = toMs(sampleCount);
    add(speak(text, voiceOf(speaker)));
    const endMs = toMs(sampleCount);
    add(pause);
    return { speaker, text, startMs, endMs };
  });
  encode(Buffer.concat(parts), file);
  return { spoken, durationMs: toMs(sampleCount) };
}

const toMs = (samples) => Math.round((samples / SAMPLES_PER_SECOND) * 1000);

function speak(text, { voice, wordsPerMinute }) {
  const wav = execFileSync("espeak-ng", ["-v", voice, "-s", String(wordsPerMinute), "--stdout", text], {
    maxBuffer: 50_000_000,
  });
  const dataAt = wav.indexOf("data") + 8;
  return withoutSilence(wav.subarray(dataAt));
}

/** espeak-ng ends each text with a pause of its own, which would count as speech. */
function withoutSilence(samples) {
  let end = samples.length - (samples.length % BYTES_PER_SAMPLE);
  while (end > 0 && Math.abs(samples.readInt16LE(end - BYTES_PER_SAMPLE)) < 100) end -= BYTES_PER_SAMPLE;
  return samples.subarray(0, end);
}

function encode(samples, file) {
  const folder = mkdtempSync(path.join(tmpdir(), "cast2md-demo-"));
  const raw = path.join(folder, "speech.raw");
  writeFileSync(raw, samples);
  const input = ["-f", "s16le", "-ar", String(SAMPLES_PER_SECOND), "-ac", "1", "-i", raw];
  // Without tags and encoder name, the same speech gives the same file.
  const output = ["-b:a", "24k", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", file];
  try {
    execFileSync("ffmpeg", ["-y", "-loglevel", "error", ...input, ...output]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
