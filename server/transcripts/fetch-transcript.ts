import { createHash } from "node:crypto";
import {
  findLookupSubject,
  type LookupSubject,
  setPreferredTranscript,
  transition,
} from "@/server/episodes/episodes.service";
import { httpOfFeed } from "@/server/feeds/feeds.service";
import { priorities } from "@/server/jobs/catalog";
import type { JobOutcome } from "@/server/jobs/jobs.schema";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { getSetting } from "@/server/settings/settings.service";
import { decideAfterLookup } from "./decide-after-lookup";
import { providers } from "./providers/index";
import type { FoundTranscript, Lookup } from "./providers/provider";
import * as repo from "./transcripts.repo";

const LONGEST_JOB_WAIT_MS = 15 * 60_000;
/** Some hosts answer "Retry-After: 0": at once is too soon. */
const SHORTEST_JOB_WAIT_MS = 5_000;

type Miss = Exclude<Lookup, { kind: "found" }>;
type Context = Pick<Core, "db" | "http" | "files" | "clock" | "env" | "log" | "secrets"> & { bell: Bell };

/**
 * Asks the providers, best first, for an episode's transcript. What is found is stored and queued for indexing; what is not is
 * asked for again later, or the episode needs audio. May run twice: the same text from the same source is stored once.
 */
export async function fetchTranscript(
  ctx: Context,
  { episodeId }: { episodeId: number },
  run: { signal: AbortSignal },
): Promise<JobOutcome> {
  const episode = await findLookupSubject(ctx.db, episodeId);
  if (!episode) return { kind: "skipped", because: "the episode or its feed was deleted" };
  if (episode.preferredTranscriptId !== null) return { kind: "skipped", because: "there is a transcript already" };

  const lookup = await lookUp(ctx, episode, run.signal);
  if (lookup.kind === "found") {
    await storeTranscript(ctx, episode, lookup);
    return { kind: "done", note: lookup.source };
  }
  return settleMiss(ctx, episode, lookup);
}

/** What becomes of an episode for which there is nothing, or nothing yet. */
async function settleMiss(ctx: Context, episode: LookupSubject, miss: Miss): Promise<JobOutcome> {
  const now = ctx.clock.now();
  const failures = miss.kind === "later" ? episode.lookupFailures + 1 : 0;
  const decision = decideAfterLookup({
    miss,
    publishedAt: episode.publishedAt,
    firstSeenAt: episode.createdAt,
    failures,
    retryDays: await getSetting(ctx, "transcript_retry_days"),
    now,
  });
  // A host that will be free soon decides nothing about the episode: the job itself waits, while there is time to wait.
  const hostWaitMs = miss.kind === "later" ? miss.retryAfterMs : null;
  if (decision.kind === "wait" && hostWaitMs !== null && hostWaitMs <= LONGEST_JOB_WAIT_MS) {
    return postponed(now, Math.max(hostWaitMs, SHORTEST_JOB_WAIT_MS), miss.because);
  }
  const facts = { reason: decision.reason, checkedAt: now, lookupFailures: failures };
  const hasMoved =
    decision.kind === "wait"
      ? await transition(ctx.db, episode, "transcriptPending", { ...facts, nextRetryAt: decision.nextRetryAt })
      : await transition(ctx.db, episode, "transcriptMissing", { ...facts, nextRetryAt: null });
  if (!hasMoved && (await findLookupSubject(ctx.db, episode.id))?.state !== episode.state) {
    return postponed(now, SHORTEST_JOB_WAIT_MS, "the episode changed meanwhile");
  }
  return { kind: "done", note: decision.reason };
}

const postponed = (now: Date, waitMs: number, because: string): JobOutcome => ({
  kind: "postponed",
  until: new Date(now.getTime() + waitMs),
  because,
});

async function lookUp(ctx: Context, episode: LookupSubject, signal: AbortSignal): Promise<Lookup> {
  const misses: Miss[] = [];
  const opened = { ...ctx, http: await httpOfFeed(ctx, episode.feedId) };
  for (const provider of providers) {
    const lookup = await provider.lookUp(opened, episode, signal);
    if (lookup.kind === "found") return lookup;
    ctx.log.debug("transcript.missed", { episodeId: episode.id, provider: provider.id, because: lookup.because });
    misses.push(lookup);
  }
  return (
    misses.find((miss) => miss.kind === "later") ?? misses[0] ?? { kind: "none", because: "no provider is configured" }
  );
}

/** The file first, then everything that speaks of it in one transaction. */
async function storeTranscript(ctx: Context, episode: LookupSubject, found: FoundTranscript): Promise<void> {
  const id = await repo.nextId(ctx.db);
  const originalKey = `transcripts/${episode.feedId}/${episode.id}/${id}.${extensionOf[found.parsed.format]}`;
  await ctx.files.put(originalKey, found.original);
  const sha256 = createHash("sha256").update(found.original).digest("hex");
  const version = {
    id,
    episodeId: episode.id,
    source: found.source,
    model: null,
    language: found.language,
    format: found.parsed.format,
    isTimed: found.parsed.kind === "timed",
    originalKey,
    originalUrl: found.url,
    mediaType: found.mediaType,
    sizeBytes: found.original.byteLength,
    sha256,
  };

  const { jobs, isNew } = await ctx.db.$transaction(async (tx) => {
    const inserted = await repo.insertIfNew(tx, version);
    const transcriptId =
      inserted ?? (await repo.findSame(tx, { episodeId: episode.id, source: version.source, sha256 }));
    if (transcriptId === null) throw new Error("a transcript is neither new nor known");
    await setPreferredTranscript(tx, episode.id, transcriptId);
    await transition(tx, episode, "transcriptStored", {
      reason: null,
      nextRetryAt: null,
      checkedAt: ctx.clock.now(),
      lookupFailures: 0,
    });
    const work = {
      type: "indexTranscript" as const,
      payload: { transcriptId, episodeId: episode.id },
      priority: priorities.fresh,
    };
    return { jobs: await enqueue({ db: tx, clock: ctx.clock }, [work]), isNew: inserted !== null };
  });
  if (!isNew) await ctx.files.remove(originalKey);
  await ctx.bell.ring(jobs);
}

const extensionOf = { vtt: "vtt", srt: "srt", json: "json", html: "html", text: "txt" } as const;
