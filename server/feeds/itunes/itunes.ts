import type { Core } from "@/server/platform/core";
import { type AppError, limited, unavailable } from "@/server/platform/errors";
import type { HttpResponse } from "@/server/platform/http";
import { parseRetryAfter } from "@/server/platform/retry-after";
import { type ApplePodcast, readItunesAnswer } from "./itunes-answer";
import { itunesMemoryOf } from "./itunes-memory";

/** A person is waiting. */
const TIMEOUT_MS = 15_000;
const MAX_BYTES = 2_000_000;
/** As many as anybody may ask for: a shorter list is cut from the same answer. */
const SEARCH_LIMIT = 25;
/** Where Apple refuses without saying for how long. */
const PAUSE_MS = 60_000;

type Context = Pick<Core, "http" | "clock" | "env">;

/**
 * Asks Apple for podcasts by words, best first, at most 25; `country` is the store, as two letters. Answers are kept for some minutes.
 * @throws `limited` when Apple has been asked too often, with the wait if that is known; `unavailable` when it does not answer
 */
export async function searchPodcasts(
  ctx: Context,
  { term, country }: { term: string; country: string },
): Promise<ApplePodcast[]> {
  const memory = itunesMemoryOf(ctx.http);
  const now = ctx.clock.now().getTime();
  const words = term.toLowerCase().replace(/\s+/g, " ");
  return memory.answer(`${country} ${words}`, now, async () => {
    refuseDuring(memory.searchWaitMs(now));
    memory.searched(now);
    const query = { term: words, country, media: "podcast", entity: "podcast", limit: String(SEARCH_LIMIT) };
    return ask(ctx, `/search?${new URLSearchParams(query)}`);
  });
}

/** The podcast with this iTunes ID in the store of a country, or null; of an episode's ID Apple knows nothing. @throws as `searchPodcasts` does */
export async function lookUpPodcast(
  ctx: Context,
  { itunesId, country, signal }: { itunesId: string; country: string; signal?: AbortSignal | undefined },
): Promise<ApplePodcast | null> {
  refuseDuring(itunesMemoryOf(ctx.http).pauseMs(ctx.clock.now().getTime()));
  const query = new URLSearchParams({ id: itunesId, entity: "podcast", country });
  const [podcast] = await ask(ctx, `/lookup?${query}`, signal);
  return podcast ?? null;
}

async function ask(ctx: Context, path: string, signal?: AbortSignal): Promise<ApplePodcast[]> {
  const request = { maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, signal };
  const response = await ctx.http.get(ctx.env.ITUNES_API_URL + path, request);
  if (response.status !== 200) throw refusalOf(ctx, response);
  return readItunesAnswer(response.body);
}

/** Apple says 403 where others say 429. */
function refusalOf(ctx: Context, response: HttpResponse): AppError {
  const now = ctx.clock.now();
  const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), now);
  if (response.status !== 403 && response.status !== 429)
    return unavailable(`Apple Podcasts answered ${response.status}`, retryAfterMs === null ? {} : { retryAfterMs });
  const waitMs = retryAfterMs ?? PAUSE_MS;
  itunesMemoryOf(ctx.http).pause(now.getTime() + waitMs);
  return tooOften(waitMs);
}

function refuseDuring(waitMs: number): void {
  if (waitMs > 0) throw tooOften(waitMs);
}

function tooOften(retryAfterMs: number): AppError {
  const seconds = Math.ceil(retryAfterMs / 1000);
  return limited(`Apple Podcasts has been asked too often; it may be asked again in ${seconds} s`, { retryAfterMs });
}
