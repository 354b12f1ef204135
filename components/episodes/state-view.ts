import type { Tone } from "@/components/ui/badge";
import type { Episode, EpisodeState } from "./types";

/** How a state is shown: its name, its colour, what it means, and what a person can do about it. */
export type StateView = { label: string; tone: Tone; meaning: string; action: "get" | "retry" | null };

export const stateViews: Record<EpisodeState, StateView> = {
  new: {
    label: "New",
    tone: "neutral",
    meaning: "Nobody has looked for a transcript of this episode yet.",
    action: "get",
  },
  awaiting_transcript: {
    label: "Waiting for transcript",
    tone: "warn",
    meaning: "The transcript is not there yet. Publishers often add it some days after the episode.",
    action: "retry",
  },
  needs_audio: {
    label: "No transcript",
    tone: "neutral",
    meaning: "No transcript was published for this episode.",
    action: "retry",
  },
  downloading: { label: "Downloading audio", tone: "warn", meaning: "The audio is being downloaded.", action: null },
  audio_ready: {
    label: "Audio ready",
    tone: "neutral",
    meaning: "No transcript was published so far. The audio is stored here.",
    action: "retry",
  },
  transcribing: { label: "Transcribing", tone: "warn", meaning: "The audio is being transcribed.", action: null },
  completed: { label: "Transcript", tone: "accent", meaning: "The transcript is here.", action: null },
  failed: {
    label: "Failed",
    tone: "danger",
    meaning: "Something went wrong with this episode.",
    action: "retry",
  },
};

/** The look for a transcript that is under way. Other work (indexing) does not concern the reader. */
export function lookupOf(episode: Pick<Episode, "job">): NonNullable<Episode["job"]> | null {
  return episode.job?.type === "fetchTranscript" ? episode.job : null;
}

/** Whether that look has started or waits its turn; null when it waits for a later attempt. */
export function lookupLabelOf(job: NonNullable<Episode["job"]>): string {
  if (job.state === "running") return "Fetching transcript";
  return job.error ? "Trying again soon" : "Queued";
}

const sources: Record<string, string> = {
  "podcast2.0": "Publisher's transcript",
  pocketcasts: "Pocket Casts transcript",
  whisper: "Transcribed here (Whisper)",
  parakeet: "Transcribed here (Parakeet)",
};

const formats: Record<string, string> = { vtt: "WebVTT", srt: "SRT", json: "JSON", html: "HTML", text: "plain text" };

/** "podcast2.0:vtt" in words. */
export function describeSource(source: string): string {
  const [origin = "", format] = source.split(":");
  const name = sources[origin] ?? origin;
  return format ? `${name} (${formats[format] ?? format})` : name;
}
