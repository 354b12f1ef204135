import { conflict } from "../../platform/errors";
import type { Cue } from "../cue";
import { mergeIntoPhrases, type TimedPhrase } from "../phrases";
import type { ExportDocument } from "./format";

/** The cues to write: the original ones, or phrases with their words where each cue is but a word. */
export function cuesToExport({ transcript }: ExportDocument): readonly Cue[] {
  if (transcript.kind === "untimed") {
    throw conflict("this transcript has no times: choose Markdown, text or JSON instead of subtitles");
  }
  return transcript.isWordLevel ? mergeIntoPhrases(transcript.cues).map(asCue) : transcript.cues;
}

function asCue({ cueStarts, ...phrase }: TimedPhrase): Cue {
  const words = cueStarts.map(({ offset, startMs, endMs }, index) => ({
    startMs,
    endMs,
    text: phrase.text.slice(offset, cueStarts[index + 1]?.offset).trim(),
  }));
  return { ...phrase, words };
}
