import { z } from "zod";

export const EpisodeState = z
  .enum([
    "new",
    "awaiting_transcript",
    "needs_audio",
    "downloading",
    "audio_ready",
    "transcribing",
    "completed",
    "failed",
  ])
  .meta({ id: "EpisodeState" });
export type EpisodeState = z.infer<typeof EpisodeState>;

export type EpisodeEvent =
  /** A transcript, from wherever, is stored. */
  | "transcriptStored"
  /** No provider has one yet; they will be asked again. */
  | "transcriptPending"
  /** No provider has one, and the time to wait for it is over. */
  | "transcriptMissing"
  /** The transcript is taken away, and there is no other. */
  | "transcriptWithdrawn"
  /** Somebody, or a new tag in the feed, asks to look again from the beginning. */
  | "lookupRequested"
  /** Somebody has deleted the last version of its transcript. */
  | "transcriptsDeleted"
  /** A worker fetches the audio. */
  | "downloadStarted"
  /** The audio is stored. */
  | "audioStored"
  /** The audio cannot be had. */
  | "downloadFailed";

type Transitions = Record<EpisodeState, Partial<Record<EpisodeEvent, EpisodeState>>>;

/**
 * The state machine. An event that a state does not know leaves it as it is. A completed episode stays completed whatever
 * becomes of its audio. Lookups go on beside the work on audio, and leave the state to it; what they come to is written down
 * all the same. One way is not here: a download that nobody is at work on any more goes back to where it came from.
 */
export const transitions = {
  new: {
    transcriptStored: "completed",
    transcriptPending: "awaiting_transcript",
    transcriptMissing: "needs_audio",
    downloadStarted: "downloading",
    audioStored: "audio_ready",
  },
  awaiting_transcript: {
    transcriptStored: "completed",
    transcriptPending: "awaiting_transcript",
    transcriptMissing: "needs_audio",
    lookupRequested: "new",
    downloadStarted: "downloading",
    audioStored: "audio_ready",
  },
  needs_audio: {
    transcriptStored: "completed",
    transcriptPending: "awaiting_transcript",
    transcriptMissing: "needs_audio",
    lookupRequested: "new",
    downloadStarted: "downloading",
    audioStored: "audio_ready",
  },
  downloading: {
    transcriptStored: "completed",
    transcriptPending: "downloading",
    transcriptMissing: "downloading",
    lookupRequested: "downloading",
    audioStored: "audio_ready",
    downloadFailed: "failed",
  },
  audio_ready: {
    transcriptStored: "completed",
    transcriptPending: "audio_ready",
    transcriptMissing: "audio_ready",
    lookupRequested: "audio_ready",
  },
  transcribing: {
    transcriptStored: "completed",
    transcriptPending: "transcribing",
    transcriptMissing: "transcribing",
    lookupRequested: "transcribing",
  },
  // A better transcript may be waited for while another one is there.
  completed: {
    transcriptStored: "completed",
    transcriptPending: "completed",
    transcriptMissing: "completed",
    transcriptWithdrawn: "new",
    transcriptsDeleted: "needs_audio",
    lookupRequested: "completed",
  },
  failed: {
    transcriptStored: "completed",
    transcriptPending: "awaiting_transcript",
    transcriptMissing: "needs_audio",
    lookupRequested: "new",
    downloadStarted: "downloading",
    audioStored: "audio_ready",
  },
} as const satisfies Transitions;

/** The states that an event leads to `to`. */
export function statesBefore(event: EpisodeEvent, to: EpisodeState): EpisodeState[] {
  return EpisodeState.options.filter((state) => nextState(state, event) === to);
}

/** The state after an event, or null when the event means nothing in this state. */
export function nextState(state: EpisodeState, event: EpisodeEvent): EpisodeState | null {
  const table: Transitions = transitions;
  return table[state][event] ?? null;
}
