import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { statusError } from "@/server/platform/http";
import type { TranscriptFormat } from "../cue";
import { parseTranscript } from "../parse-transcript";
import type { Lookup, Miss } from "./provider";

const MAX_TRANSCRIPT_BYTES = 20_000_000;
const TIMEOUT_MS = 60_000;

export type TranscriptFile = { url: string; type: string | null; language: string | null };

type Origin = {
  sourceOf: (format: TranscriptFormat) => string;
  /** Said instead of "the host answered 403" of a file that is named before it is there (403, 404). */
  whenNotThere?: string;
};

/** The first of the files that can be had and read; null when there are none. One that may work later outweighs the others. */
export async function tryFiles(
  ctx: Pick<Core, "http" | "clock">,
  files: readonly TranscriptFile[],
  origin: Origin,
  signal: AbortSignal,
): Promise<Lookup | null> {
  const misses: Miss[] = [];
  for (const file of files) {
    const lookup = await tryFile(ctx, file, origin, signal);
    if (lookup.kind === "found") return lookup;
    misses.push(lookup);
  }
  return misses.find((miss) => miss.kind === "later") ?? misses[0] ?? null;
}

async function tryFile(
  ctx: Pick<Core, "http" | "clock">,
  file: TranscriptFile,
  origin: Origin,
  signal: AbortSignal,
): Promise<Lookup> {
  try {
    const response = await ctx.http.get(file.url, { maxBytes: MAX_TRANSCRIPT_BYTES, timeoutMs: TIMEOUT_MS, signal });
    if (response.status !== 200) throw statusError(response, ctx.clock.now());
    const mediaType = response.headers.get("content-type") ?? file.type;
    const parsed = parseTranscript(response.body, { mediaType, url: file.url });
    if (parsed.kind === "empty") return { kind: "none", because: parsed.because };
    return {
      kind: "found",
      source: origin.sourceOf(parsed.format),
      parsed,
      original: response.body,
      url: response.url,
      mediaType,
      language: parsed.language ?? file.language,
    };
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError)) throw error;
    return missOf(error, origin);
  }
}

/** Forbidden and not found are what a host answers that names a file before it is there. */
function missOf(error: AppError, { whenNotThere }: Origin): Miss {
  if (error.kind === "invalid") return { kind: "none", because: error.message };
  const isNotThere = error.kind === "unauthorized" || error.kind === "not_found";
  const because = isNotThere ? (whenNotThere ?? error.message) : error.message;
  return { kind: "later", because, retryAfterMs: error.retryAfterMs ?? null };
}
