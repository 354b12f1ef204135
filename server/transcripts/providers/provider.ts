import type { LookupSubject } from "@/server/episodes/episodes.service";
import type { Bell } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import type { DbOrTx } from "@/server/platform/db";
import type { ParsedTranscript } from "../cue";

export type FoundTranscript = {
  kind: "found";
  /** Where it comes from, as the API names it: `podcast2.0:vtt`. */
  source: string;
  /** What made it, where that is known. */
  model?: string;
  parsed: Exclude<ParsedTranscript, { kind: "empty" }>;
  original: Uint8Array;
  url: string;
  mediaType: string | null;
  language: string | null;
  /** Asked in the transaction that stores it: whether it still belongs to the episode. Left out: it does. */
  isStillOffered?(tx: DbOrTx): Promise<boolean>;
};

export type Lookup =
  | FoundTranscript
  /** It may come yet, or the host is in trouble: no verdict. */
  | { kind: "later"; because: string; retryAfterMs: number | null }
  | { kind: "none"; because: string };

export type Miss = Exclude<Lookup, { kind: "found" }>;

export type ProviderContext = Pick<Core, "db" | "http" | "clock" | "env" | "log"> & { bell: Bell };

/** Somebody who may have a transcript that was made already. */
export type TranscriptProvider = {
  /** Also the beginning of the source of its transcripts. */
  id: string;
  /** Whether its transcript becomes the preferred one although there is one from elsewhere. */
  supersedes: boolean;
  isEnabled(ctx: ProviderContext): Promise<boolean>;
  lookUp(ctx: ProviderContext, episode: LookupSubject, signal: AbortSignal): Promise<Lookup>;
  /**
   * Looks at whole feeds, a few at a time, and queues lookups of the old episodes for which there is something now. Only for
   * a provider whom no tag of the feed announces.
   */
  survey?(ctx: ProviderContext, signal: AbortSignal): Promise<void>;
};
