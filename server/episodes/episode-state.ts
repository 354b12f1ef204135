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
  | "lookupRequested";

type Transitions = Record<EpisodeState, Partial<Record<EpisodeEvent, EpisodeState>>>;

/** The state machine. An event that a state does not know leaves it as it is. */
export const transitions = {
  new: { transcriptStored: "completed", transcriptPending: "awaiting_transcript", transcriptMissing: "needs_audio" },
  awaiting_transcript: {
    transcriptStored: "completed",
    transcriptPending: "awaiting_transcript",
    transcriptMissing: "needs_audio",
    lookupRequested: "new",
  },
  needs_audio: {
    transcriptStored: "completed",
    transcriptPending: "awaiting_transcript",
    transcriptMissing: "needs_audio",
    lookupRequested: "new",
  },
  downloading: { transcriptStored: "completed" },
  audio_ready: { transcriptStored: "completed" },
  transcribing: { transcriptStored: "completed" },
  // A better transcript may be waited for while another one is there.
  completed: {
    transcriptStored: "completed",
    transcriptPending: "completed",
    transcriptMissing: "completed",
    transcriptWithdrawn: "new",
    lookupRequested: "completed",
  },
  failed: { transcriptStored: "completed", lookupRequested: "new" },
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
