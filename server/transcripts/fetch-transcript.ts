import { createHash } from "node:crypto";
import type { LookupResult } from "@/server/episodes/episodes.schema";
import {
  clearNextRetry,
  findLookupSubject,
  type LookupSubject,
  lockLookupSubject,
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
import type { FoundTranscript, Lookup, Miss, TranscriptProvider } from "./providers/provider";
import * as repo from "./transcripts.repo";

const LONGEST_JOB_WAIT_MS = 15 * 60_000;
/** Some hosts answer "Retry-After: 0": at once is too soon. */
const SHORTEST_JOB_WAIT_MS = 5_000;

type Context = Pick<Core, "db" | "http" | "files" | "clock" | "env" | "log" | "secrets"> & { bell: Bell };

/**
 * Asks the providers, best first, for an episode's transcript. What is found is stored and queued for indexing; what is not is
 * asked for again later, or the episode needs audio. An episode that has a transcript is looked for only with those who may
 * supersede it. May run twice: the same text from the same source is stored once.
 */
export async function fetchTranscript(
  ctx: Context,
  { episodeId }: { episodeId: number },
  run: { signal: AbortSignal },
): Promise<JobOutcome> {
  const episode = await findLookupSubject(ctx.db, episodeId);
  if (!episode) return { kind: "skipped", because: "the episode or its feed was deleted" };
  const asked = providersFor(episode);
  if (asked.length === 0) {
    await clearNextRetry(ctx.db, episodeId);
    return { kind: "skipped", because: "there is a transcript already" };
  }
  const { lookup, results } = await lookUp(ctx, asked, episode, run.signal);
  return lookup.kind === "found"
    ? storeFound(ctx, episode, lookup, results)
    : settleMiss(ctx, episode, lookup, results);
}

/** Where a version is shown already, only a better one is looked for, and none where a person has chosen it. */
function providersFor(episode: LookupSubject): readonly TranscriptProvider[] {
  const { preferredTranscriptId, transcriptSource, isPreferenceChosen } = episode;
  if (preferredTranscriptId === null) return providers;
  if (isPreferenceChosen) return [];
  const present = transcriptSource?.split(":")[0];
  const better = providers.filter((provider) => provider.supersedes);
  return better.some(({ id }) => id === present) ? [] : better;
}

async function storeFound(
  ctx: Context,
  episode: LookupSubject,
  found: FoundTranscript,
  results: readonly LookupResult[],
): Promise<JobOutcome> {
  const stored = await storeTranscript(ctx, episode, found, results);
  if (stored.hasNewTag) return postponed(ctx.clock.now(), SHORTEST_JOB_WAIT_MS, TAGS_CHANGED);
  return { kind: "done", note: found.source };
}

/** What becomes of an episode for which there is nothing, or nothing yet. */
async function settleMiss(
  ctx: Context,
  episode: LookupSubject,
  miss: Miss,
  results: readonly LookupResult[],
): Promise<JobOutcome> {
  const now = ctx.clock.now();
  const failures = miss.kind === "later" ? episode.lookupFailures + 1 : 0;
  const decision = decideAfterLookup({
    miss,
    publishedAt: episode.publishedAt,
    since: episode.lookupSince,
    failures,
    retryDays: await getSetting(ctx, "transcript_retry_days"),
    now,
  });
  // A host that will be free soon decides nothing about the episode: the job itself waits, while there is time to wait.
  const hostWaitMs = miss.kind === "later" ? miss.retryAfterMs : null;
  if (decision.kind === "wait" && hostWaitMs !== null && hostWaitMs <= LONGEST_JOB_WAIT_MS) {
    return postponed(now, Math.max(hostWaitMs, SHORTEST_JOB_WAIT_MS), miss.because);
  }
  const facts = { reason: decision.reason, checkedAt: now, lookupFailures: failures, lookupResults: results };
  return ctx.db.$transaction(async (tx) => {
    const current = await lockLookupSubject(tx, episode.id);
    if (!current) return { kind: "skipped", because: "the episode or its feed was deleted" };
    if (current.state !== episode.state) return postponed(now, SHORTEST_JOB_WAIT_MS, "the episode changed meanwhile");
    if (hasOtherTags(current, episode)) return postponed(now, SHORTEST_JOB_WAIT_MS, TAGS_CHANGED);
    if (decision.kind === "wait")
      await transition(tx, episode, "transcriptPending", { ...facts, nextRetryAt: decision.nextRetryAt });
    else await transition(tx, episode, "transcriptMissing", { ...facts, nextRetryAt: null });
    return { kind: "done", note: decision.reason };
  });
}

const TAGS_CHANGED = "the feed has named another transcript meanwhile";

const hasOtherTags = (now: LookupSubject, before: LookupSubject) =>
  now.transcriptTags.some(({ url }) => !before.transcriptTags.some((tag) => tag.url === url));

const postponed = (now: Date, waitMs: number, because: string): JobOutcome => ({
  kind: "postponed",
  until: new Date(now.getTime() + waitMs),
  because,
});

async function lookUp(
  ctx: Context,
  asked: readonly TranscriptProvider[],
  episode: LookupSubject,
  signal: AbortSignal,
): Promise<{ lookup: Lookup; results: LookupResult[] }> {
  const misses: Miss[] = [];
  const results: LookupResult[] = [];
  const opened = { ...ctx, http: await httpOfFeed(ctx, episode.feedId) };
  for (const provider of asked) {
    if (!(await provider.isEnabled(ctx))) continue;
    const lookup = await provider.lookUp(opened, episode, signal);
    const reason = lookup.kind === "found" ? null : lookup.because;
    results.push({ provider: provider.id, outcome: lookup.kind, reason, at: ctx.clock.now() });
    if (lookup.kind === "found") return { lookup, results };
    ctx.log.debug("transcript.missed", { episodeId: episode.id, provider: provider.id, because: lookup.because });
    misses.push(lookup);
  }
  const none: Miss = { kind: "none", because: "no provider is configured" };
  return { lookup: misses.find((miss) => miss.kind === "later") ?? misses[0] ?? none, results };
}

/** The file first, then everything that speaks of it in one transaction. */
async function storeTranscript(
  ctx: Context,
  episode: LookupSubject,
  found: FoundTranscript,
  lookupResults: readonly LookupResult[],
): Promise<{ hasNewTag: boolean }> {
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

  const { jobs, isNew, hasNewTag } = await ctx.db.$transaction(async (tx) => {
    const current = await lockLookupSubject(tx, episode.id);
    const inserted = await repo.insertIfNew(tx, version);
    const transcriptId =
      inserted ?? (await repo.findSame(tx, { episodeId: episode.id, source: version.source, sha256 }));
    if (transcriptId === null) throw new Error("a transcript is neither new nor known");
    // Somebody may have chosen another version while this one was fetched.
    const isShown = !current?.isPreferenceChosen;
    if (isShown) await setPreferredTranscript(tx, episode.id, transcriptId);
    await transition(tx, current ?? episode, "transcriptStored", {
      reason: null,
      nextRetryAt: null,
      checkedAt: ctx.clock.now(),
      lookupFailures: 0,
      lookupResults,
    });
    const work = {
      type: "indexTranscript" as const,
      payload: { transcriptId, episodeId: episode.id },
      priority: priorities.fresh,
    };
    return {
      jobs: isShown ? await enqueue({ db: tx, clock: ctx.clock }, [work]) : [],
      isNew: inserted !== null,
      hasNewTag: current !== null && hasOtherTags(current, episode),
    };
  });
  if (!isNew) await ctx.files.remove(originalKey);
  await ctx.bell.ring(jobs);
  return { hasNewTag };
}

const extensionOf = { vtt: "vtt", srt: "srt", json: "json", html: "html", text: "txt" } as const;
