import type { ParsedTranscript } from "./cue";

/** Puts names in place of the labels that a transcript has for its speakers. */
export function renameSpeakers(transcript: ParsedTranscript, names: ReadonlyMap<string, string>): ParsedTranscript {
  if (names.size === 0) return transcript;
  const rename = <T extends { speaker?: string }>(item: T): T => {
    const name = item.speaker === undefined ? undefined : names.get(item.speaker);
    return name === undefined ? item : { ...item, speaker: name };
  };
  switch (transcript.kind) {
    case "timed":
      return { ...transcript, cues: transcript.cues.map(rename) };
    case "untimed":
      return { ...transcript, paragraphs: transcript.paragraphs.map(rename) };
    case "empty":
      return transcript;
  }
}

/** Who speaks in a transcript, by label, in order of appearance: how often they take the word and for how long. */
export function listSpeakers(transcript: ParsedTranscript): { label: string; turns: number; talkMs: number | null }[] {
  const speakers = new Map<string, { turns: number; talkMs: number | null }>();
  let last: string | undefined;
  for (const { speaker, talkMs } of utterancesOf(transcript)) {
    if (speaker !== undefined) {
      const known = speakers.get(speaker) ?? { turns: 0, talkMs: null };
      if (speaker !== last) known.turns++;
      if (talkMs !== null) known.talkMs = (known.talkMs ?? 0) + talkMs;
      speakers.set(speaker, known);
    }
    last = speaker;
  }
  return [...speakers].map(([label, facts]) => ({ label, ...facts }));
}

function utterancesOf(transcript: ParsedTranscript): { speaker: string | undefined; talkMs: number | null }[] {
  switch (transcript.kind) {
    case "timed":
      return transcript.cues.map(({ speaker, startMs, endMs }) => ({ speaker, talkMs: endMs - startMs }));
    case "untimed":
      return transcript.paragraphs.map(({ speaker }) => ({ speaker, talkMs: null }));
    case "empty":
      return [];
  }
}
