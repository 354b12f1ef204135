import { parseChaptersDocument } from "@/server/episodes/chapters";
import type { Chapter } from "@/server/episodes/episodes.schema";
import {
  type ChaptersSource,
  findChaptersSource,
  setChaptersRetry,
  setLinkedChapters,
  takeDueChapters,
} from "@/server/episodes/episodes.service";
import { priorities } from "@/server/jobs/catalog";
import type { JobOutcome } from "@/server/jobs/jobs.schema";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { statusError } from "@/server/platform/http";
import { getSetting } from "@/server/settings/settings.service";
import { httpOfFeed } from "./feeds.service";
import { lookAfterSilence, nextChaptersLook } from "./next-chapters-look";
import { isPassing } from "./read-further-pages";

const MAX_BYTES = 2_000_000;
const TIMEOUT_MS = 30_000;

type Context = Pick<Core, "db" | "http" | "clock" | "env" | "secrets">;
type Run = { signal: AbortSignal; attempt: number; maxAttempts: number };

type Answer =
  | { kind: "found"; chapters: Chapter[] }
  | { kind: "missing"; because: string; isPassing: boolean; retryAfterMs: number | null };

/**
 * Fetches the chapters that an episode's feed names (`podcast:chapters`). Many publishers name them before they are there: what
 * is missing is asked for again day after day, as long as transcripts are.
 */
export async function fetchChapters(ctx: Context, { episodeId }: { episodeId: number }, run: Run): Promise<JobOutcome> {
  const source = await findChaptersSource(ctx.db, episodeId);
  if (!source) return { kind: "skipped", because: "the episode or its chapters are gone" };
  const answer = await ask(ctx, source, run);
  const { chaptersUrl: url } = source;
  if (answer.kind === "found") {
    const isNamed = await setLinkedChapters(ctx.db, episodeId, { url, chapters: answer.chapters });
    return isNamed ? { kind: "done", note: `${answer.chapters.length} chapters` } : renamed(ctx);
  }
  const retryDays = await getSetting(ctx, "transcript_retry_days");
  const next = nextChaptersLook({ ...answer, ...source, retryDays, now: ctx.clock.now() });
  if (!(await setChaptersRetry(ctx.db, episodeId, { url, at: next }))) return renamed(ctx);
  return next ? { kind: "done", note: `not yet: ${answer.because}` } : { kind: "failed", because: answer.because };
}

/** Queues a look for each episode whose chapters are to be asked for again. Answers how many. */
export async function retryDueChapters(ctx: Pick<Core, "db" | "clock"> & { bell: Bell }): Promise<number> {
  const jobs = await ctx.db.$transaction(async (tx) => {
    const now = ctx.clock.now();
    const ids = await takeDueChapters(tx, { now, again: lookAfterSilence(now), limit: 500 });
    const work = ids.map((episodeId) => ({
      type: "fetchChapters" as const,
      payload: { episodeId },
      priority: priorities.retry,
    }));
    return enqueue({ db: tx, clock: ctx.clock }, work);
  });
  await ctx.bell.ring(jobs);
  return jobs.length;
}

/** @throws AppError for trouble that may pass, while the job itself is tried again soon */
async function ask(ctx: Context, source: ChaptersSource, run: Run): Promise<Answer> {
  try {
    const http = await httpOfFeed(ctx, source.feedId);
    const request = { maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, signal: run.signal };
    const response = await http.get(source.chaptersUrl, request);
    if (response.status !== 200) throw statusError(response, ctx.clock.now());
    const chapters = parseChaptersDocument(response.body);
    if (chapters !== null) return { kind: "found", chapters };
    const because = `${new URL(response.url).host} gave no document of chapters`;
    return { kind: "missing", because, isPassing: false, retryAfterMs: null };
  } catch (error) {
    if (run.signal.aborted || !(error instanceof AppError)) throw error;
    if (isPassing(error) && run.attempt < run.maxAttempts) throw error;
    const { message: because, retryAfterMs = null } = error;
    return { kind: "missing", because, isPassing: isPassing(error), retryAfterMs };
  }
}

const renamed = (ctx: Context): JobOutcome => ({
  kind: "postponed",
  until: ctx.clock.now(),
  because: "the feed has named another document meanwhile",
});
