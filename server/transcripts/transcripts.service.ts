import {
  countSelected,
  findLookupSubject,
  getEpisode,
  listDueRetries,
  listIdsInStates,
  transition,
} from "@/server/episodes/episodes.service";
import { getFeed } from "@/server/feeds/feeds.service";
import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import type { DbOrTx } from "@/server/platform/db";
import { conflict, notFound } from "@/server/platform/errors";
import { type Phrase, phrasesOf } from "./phrases";
import { findPreferred, findTranscript, getVersion, readTranscript } from "./read-transcript";
import { requestLookups } from "./request-lookups";
import { rescueStranded } from "./rescue-stranded";
import { shownVersion } from "./shown-version";
import { formatClock } from "./timestamp";
import * as repo from "./transcripts.repo";
import type {
  BatchAnswer,
  QueueAnswer,
  ReadableTranscript,
  RetrySelection,
  TranscriptSection,
} from "./transcripts.schema";

type Queueing = Pick<Core, "db" | "clock"> & { bell: Bell };
type Reading = Pick<Core, "db" | "files">;

export async function markIndexed(db: DbOrTx, id: number, at: Date): Promise<void> {
  await repo.markIndexed(db, id, at);
}

/** An episode's transcript in phrases, for reading: the named version, or else the preferred one. Null when there is none. */
export async function findReadableTranscript(
  ctx: Reading,
  { id, transcript_id: transcriptId }: { id: number; transcript_id?: number | undefined },
): Promise<ReadableTranscript | null> {
  const version =
    transcriptId === undefined
      ? await findPreferred(ctx.db, id)
      : await findTranscript(ctx.db, { episodeId: id, transcriptId });
  if (!version) return null;
  const phrases = phrasesOf(await readTranscript(ctx, version));
  return { version: shownVersion(version), phrases: phrases.map(present) };
}

const present = (phrase: Phrase) => ({
  start_ms: phrase.startMs,
  end_ms: phrase.endMs,
  speaker: phrase.speaker ?? null,
  text: phrase.text,
});

/** A window of the transcript as lines `[MM:SS] text`: around a time, or from the beginning. */
export async function getTranscriptSection(
  ctx: Reading,
  input: { id: number; start_time?: number | undefined; duration: number },
): Promise<TranscriptSection> {
  const episode = await getEpisode(ctx, input);
  const phrases = phrasesOf(await readTranscript(ctx, await getVersion(ctx.db, { episodeId: input.id })));
  const from = input.start_time === undefined ? 0 : Math.max(0, input.start_time - input.duration / 2);
  const to = from + input.duration;
  const isTimed = phrases.some((phrase) => phrase.startMs !== null);
  const inside = phrases.filter(
    ({ startMs, endMs }) => startMs === null || ((endMs ?? startMs) >= from * 1000 && startMs <= to * 1000),
  );
  return {
    episode_id: episode.id,
    episode_title: episode.title,
    feed_title: episode.feed_title,
    published_at: episode.published_at,
    time_range: isTimed && input.start_time !== undefined ? `${Math.floor(from)}s - ${Math.floor(to)}s` : null,
    transcript: inside
      .map(({ startMs, text }) => (startMs === null ? text : `[${formatClock(startMs)}] ${text}`))
      .join("\n"),
  };
}

/** Queues a look for one episode's transcript, ahead of everything else. @throws `conflict` when there is one, or it is queued. */
export async function requestTranscript(
  ctx: Queueing,
  { id, force }: { id: number; force: boolean },
): Promise<QueueAnswer> {
  const episode = await findLookupSubject(ctx.db, id);
  if (!episode) throw notFound(`there is no episode ${id}`);
  if (episode.preferredTranscriptId !== null) throw conflict("the episode has a transcript already");
  const jobs = await ctx.db.$transaction(async (tx) => {
    const now = ctx.clock.now();
    const anew = { reason: null, nextRetryAt: now, lookupFailures: 0, lookupSince: now };
    if (force) await transition(tx, episode, "lookupRequested", anew);
    const work = { type: "fetchTranscript" as const, payload: { episodeId: id }, priority: priorities.click };
    return enqueue({ db: tx, clock: ctx.clock }, [work]);
  });
  const [job] = jobs;
  if (!job) throw conflict("a look for the transcript is queued already");
  await ctx.bell.ring(jobs);
  return { message: "Transcript download queued", job_id: job.id };
}

/** Queues a look for every episode of a feed that has not been looked at, or waits for its publisher. */
export async function requestFeedTranscripts(ctx: Queueing, { id }: { id: number }): Promise<BatchAnswer> {
  const feed = await getFeed(ctx, { id });
  const ids = await listIdsInStates(ctx.db, id, ["new", "awaiting_transcript"]);
  const work = ids.map((episodeId) => ({
    type: "fetchTranscript" as const,
    payload: { episodeId },
    priority: priorities.click,
  }));
  const jobs = await enqueue(ctx, work);
  await ctx.bell.ring(jobs);
  const skipped = feed.episode_count - jobs.length;
  const message =
    jobs.length === 0 ? "No episode waits for a transcript" : `${jobs.length} transcript downloads queued`;
  return { queued: jobs.length, skipped, message };
}

/** One transaction is short enough that nobody waits long behind it. */
const RETRY_CHUNK = 500;

/**
 * Begins the lookup anew for all episodes of a selection that have no transcript; the newest first. Those that nobody has
 * looked for yet are about to be, and are skipped like those that have one. @throws `not_found` when the feed is none.
 */
export async function retryTranscripts(ctx: Queueing, input: RetrySelection): Promise<BatchAnswer> {
  if (input.feed_id !== undefined) await getFeed(ctx, { id: input.feed_id });
  const selection = { ids: input.episode_ids, feedId: input.feed_id };
  const total = input.episode_ids ? new Set(input.episode_ids).size : await countSelected(ctx.db, selection);
  const from = input.status === undefined ? {} : { from: [input.status] };
  const at = ctx.clock.now();
  let queued = 0;
  while (true) {
    const { restarted, jobs } = await ctx.db.$transaction((tx) =>
      requestLookups(
        { db: tx, clock: ctx.clock },
        { selection, ...from, priority: priorities.retry, limit: RETRY_CHUNK, at },
      ),
    );
    await ctx.bell.ring(jobs);
    queued += restarted;
    if (restarted < RETRY_CHUNK) break;
  }
  const message =
    queued === 0
      ? "No episode waits for a transcript"
      : `Looking again for ${queued} ${queued === 1 ? "transcript" : "transcripts"}`;
  return { queued, skipped: total - queued, message };
}

/** Queues a look for each episode whose time to be asked for again has come. Answers how many. */
export async function retryDueLookups(ctx: Queueing & Pick<Core, "env" | "log">): Promise<number> {
  await rescueStranded(ctx);
  const ids = await listDueRetries(ctx.db, { now: ctx.clock.now(), limit: 500 });
  const work = ids.map((episodeId) => ({
    type: "fetchTranscript" as const,
    payload: { episodeId },
    priority: priorities.retry,
  }));
  const jobs = await enqueue(ctx, work);
  await ctx.bell.ring(jobs);
  return jobs.length;
}
