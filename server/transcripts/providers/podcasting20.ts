import type { TranscriptTag } from "@/server/episodes/episodes.schema";
import { rankTranscriptTags } from "@/server/episodes/rank-transcript-tags";
import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { statusError } from "@/server/platform/http";
import { parseTranscript } from "../parse-transcript";
import type { Lookup, TranscriptProvider } from "./provider";

const MAX_TRANSCRIPT_BYTES = 20_000_000;
const TIMEOUT_MS = 60_000;

/**
 * The publisher's own transcript, named in the feed by `<podcast:transcript>`
 * (Podcasting 2.0 namespace, "transcript"). Of several tags the best that can be had and read is taken.
 */
export const podcasting20: TranscriptProvider = {
  id: "podcast2.0",
  async lookUp(ctx, episode, signal) {
    const misses: Exclude<Lookup, { kind: "found" }>[] = [];
    for (const tag of rankTranscriptTags(episode.transcriptTags, episode.language)) {
      const lookup = await tryTag(ctx, tag, signal);
      if (lookup.kind === "found") return lookup;
      misses.push(lookup);
    }
    // One tag that may work later outweighs the others that never will.
    return (
      misses.find((miss) => miss.kind === "later") ??
      misses[0] ?? { kind: "none", because: "the feed names no transcript" }
    );
  },
};

async function tryTag(ctx: Pick<Core, "http" | "clock">, tag: TranscriptTag, signal: AbortSignal): Promise<Lookup> {
  try {
    const response = await ctx.http.get(tag.url, { maxBytes: MAX_TRANSCRIPT_BYTES, timeoutMs: TIMEOUT_MS, signal });
    if (response.status !== 200) throw statusError(response, ctx.clock.now());
    const mediaType = response.headers.get("content-type") ?? tag.type;
    const parsed = parseTranscript(response.body, { mediaType, url: tag.url });
    if (parsed.kind === "empty") return { kind: "none", because: parsed.because };
    return {
      kind: "found",
      source: `podcast2.0:${parsed.format}`,
      parsed,
      original: response.body,
      url: response.url,
      mediaType,
      language: parsed.language ?? tag.language,
    };
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError)) throw error;
    return missOf(error);
  }
}

/** Forbidden and not found are what a publisher answers who names the file before it is there. */
function missOf(error: AppError): Lookup {
  const isLate = error.kind !== "invalid";
  return isLate
    ? { kind: "later", because: error.message, retryAfterMs: error.retryAfterMs ?? null }
    : { kind: "none", because: error.message };
}
