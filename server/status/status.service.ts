import { access, constants, mkdir } from "node:fs/promises";
import { getStorageUse } from "@/server/audio/storage-use";
import { EpisodeState } from "@/server/episodes/episode-state";
import { countByState } from "@/server/episodes/episodes.service";
import type { JobType } from "@/server/jobs/catalog";
import type { Core } from "@/server/platform/core";
import { pingDb } from "@/server/platform/db";
import { version } from "@/server/platform/version";
import { getSearchStats } from "@/server/search/search.service";
import * as repo from "./status.repo";
import type { Health, Queue, QueueStatus, Status } from "./status.schema";

/** Under which name the API shows each type of job. */
const queueNames = {
  refreshFeed: "refresh_queue",
  fetchTranscript: "transcript_download_queue",
  fetchChapters: "chapters_queue",
  withdrawTranscripts: "withdrawal_queue",
  exportVault: "vault_queue",
  downloadAudio: "download_queue",
  transcribe: "transcribe_queue",
  indexTranscript: "index_queue",
} as const satisfies Record<JobType, keyof QueueStatus>;

const JOBS_PER_QUEUE = 20;

/** Kinds of work that the API names but that are not done here yet. */
const nothing: Queue = {
  queued: 0,
  waiting: 0,
  running: 0,
  completed: 0,
  failed: 0,
  running_jobs: [],
  queued_jobs: [],
};

/** What waits, what runs and what became of it, for each kind of work. */
export async function getQueueStatus(ctx: Pick<Core, "db" | "clock">): Promise<QueueStatus> {
  const [counts, jobs] = await Promise.all([
    repo.countJobs(ctx.db, ctx.clock.now()),
    repo.listLiveJobs(ctx.db, JOBS_PER_QUEUE),
  ]);
  const queueOf = (type: string): Queue => {
    const count = (state: string, isWaiting: boolean) =>
      counts.find((row) => row.type === type && row.state === state && row.isWaiting === isWaiting)?.count ?? 0;
    const live = (state: string) =>
      jobs.filter((job) => job.type === type && job.state === state).map(({ type: _, state: __, ...job }) => job);
    return {
      queued: count("queued", false),
      waiting: count("queued", true),
      running: count("running", false),
      completed: count("completed", false),
      failed: count("failed", false),
      running_jobs: live("running"),
      queued_jobs: live("queued"),
    };
  };
  const named = Object.fromEntries(Object.entries(queueNames).map(([type, name]) => [name, queueOf(type)])) as Record<
    (typeof queueNames)[JobType],
    Queue
  >;
  // Nodes have their own pace: what waits for them says nothing about the workers.
  const all = Object.entries(named).flatMap(([name, queue]) => (name === "transcribe_queue" ? [] : [queue]));
  const isAtWork = all.some((queue) => queue.running > 0) || all.every((queue) => queue.queued === 0);
  return {
    running: isAtWork,
    ...named,
    embed_queue: nothing,
  };
}

/** The library in numbers. */
export async function getStatus(ctx: Pick<Core, "db" | "env" | "files">): Promise<Status> {
  const [library, states, search, storage] = await Promise.all([
    repo.countLibrary(ctx.db),
    countByState(ctx.db),
    getSearchStats(ctx),
    getStorageUse(ctx),
  ]);
  const zero = Object.fromEntries(EpisodeState.options.map((state) => [state, 0])) as Record<EpisodeState, number>;
  for (const { state, count } of states) zero[state] = count;
  return {
    version,
    feed_count: library.feeds,
    failing_feeds: library.failingFeeds,
    episode_counts: { ...zero, total: states.reduce((sum, { count }) => sum + count, 0) },
    transcript_count: library.transcripts,
    ...search,
    storage_free_bytes: storage.free_bytes,
    storage,
  };
}

/** Whether this process can do its work: the database answers and the storage can be written. Never throws. */
export async function getHealth(ctx: Pick<Core, "db" | "env">): Promise<Health> {
  const [database, storage] = await Promise.all([
    problemOf(pingDb(ctx.db)),
    problemOf(checkStorage(ctx.env.STORAGE_PATH)),
  ]);
  const message = database ?? storage;
  return {
    status: message === null ? "healthy" : "unhealthy",
    database: database === null,
    storage: storage === null,
    message,
    version,
  };
}

async function checkStorage(folder: string): Promise<void> {
  await mkdir(/* turbopackIgnore: true */ folder, { recursive: true });
  await access(/* turbopackIgnore: true */ folder, constants.W_OK);
}

async function problemOf(check: Promise<void>): Promise<string | null> {
  try {
    await check;
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
