import type { LookupSubject } from "@/server/episodes/episodes.service";
import type { Core } from "@/server/platform/core";
import type { ParsedTranscript } from "../cue";

export type FoundTranscript = {
  kind: "found";
  /** Where it comes from, as the API names it: `podcast2.0:vtt`. */
  source: string;
  parsed: Exclude<ParsedTranscript, { kind: "empty" }>;
  original: Uint8Array;
  url: string;
  mediaType: string | null;
  language: string | null;
};

export type Lookup =
  | FoundTranscript
  /** It may come yet, or the host is in trouble: no verdict. */
  | { kind: "later"; because: string; retryAfterMs: number | null }
  | { kind: "none"; because: string };

/** Somebody who may have a transcript that was made already. */
export type TranscriptProvider = {
  id: string;
  lookUp(ctx: Pick<Core, "http" | "clock">, episode: LookupSubject, signal: AbortSignal): Promise<Lookup>;
};
