import type { LookupResult } from "@/server/episodes/episodes.schema";
import {
  clearNextRetry,
  findLookupSubject,
  type LookupSubject,
  lockLookupSubject,
  transition,
} from "@/server/episodes/episodes.service";
import { findFeedPolicy } from "@/server/feeds/feed-policy";
import { httpOfFeed } from "@/server/feeds/feeds.service";
import { wantsAudio } from "@/server/feeds/wants-audio";
import { priorities } from "@/server/jobs/catalog";
import type { DueJob, JobOutcome } from "@/server/jobs/jobs.schema";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Clock } from "@/server/platform/clock";
import type { Core } from "@/server/platform/core";
import type { DbOrTx } from "@/server/platform/db";
import { getSetting } from "@/server/settings/settings.service";
import { decideAfterLookup } from "./decide-after-lookup";
import { providers } from "./providers/index";
import type { FoundTranscript, Lookup, Miss, TranscriptProvider } from "./providers/provider";
import { hasOtherTags, storeTranscript } from "./store-transcript";

const DAY_MS = 24 * 3600 * 1000;
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
  if (!stored) return postponed(ctx.clock.now(), SHORTEST_JOB_WAIT_MS, "its provider offers something else by now");
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
  const isMissing = decision.kind === "giveUp" || (miss.kind === "none" && isOlderThanADay(episode, now));
  const audio = isMissing && (await isAudioWanted(ctx, episode));
  const jobs: DueJob[] = [];
  const outcome = await ctx.db.$transaction(async (tx): Promise<JobOutcome> => {
    const current = await lockLookupSubject(tx, episode.id);
    if (!current) return { kind: "skipped", because: "the episode or its feed was deleted" };
    if (isAnotherRound(current, episode)) return postponed(now, SHORTEST_JOB_WAIT_MS, "the episode changed meanwhile");
    if (hasOtherTags(current, episode)) return postponed(now, SHORTEST_JOB_WAIT_MS, TAGS_CHANGED);
    if (decision.kind === "wait")
      await transition(tx, current, "transcriptPending", { ...facts, nextRetryAt: decision.nextRetryAt });
    else await transition(tx, current, "transcriptMissing", { ...facts, nextRetryAt: null });
    if (audio) jobs.push(...(await queueAudio({ db: tx, clock: ctx.clock }, episode)));
    return { kind: "done", note: decision.reason };
  });
  await ctx.bell.ring(jobs);
  return outcome;
}

/** Whether somebody asked anew, or brought a transcript. What becomes of the audio has no part in it. */
const isAnotherRound = (now: LookupSubject, before: LookupSubject) =>
  now.lookupSince.getTime() !== before.lookupSince.getTime() ||
  now.preferredTranscriptId !== before.preferredTranscriptId;

/** Publishers who make transcripts have them ready by then, mostly. */
const isOlderThanADay = ({ publishedAt }: LookupSubject, now: Date) =>
  publishedAt !== null && now.getTime() - publishedAt.getTime() >= DAY_MS;

/** Where our own transcript is wanted instead. */
async function isAudioWanted(
  ctx: Context,
  { feedId, publishedAt, preferredTranscriptId }: LookupSubject,
): Promise<boolean> {
  const policy = preferredTranscriptId === null ? await findFeedPolicy(ctx, feedId) : null;
  return policy !== null && wantsAudio({ publishedAt, moment: "transcriptMissing" }, policy);
}

function queueAudio(ctx: { db: DbOrTx; clock: Clock }, { id }: LookupSubject): Promise<DueJob[]> {
  const payload = { episodeId: id, isAutomatic: true };
  return enqueue(ctx, [{ type: "downloadAudio", payload, priority: priorities.retry }]);
}

const TAGS_CHANGED = "the feed has named another transcript meanwhile";

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
