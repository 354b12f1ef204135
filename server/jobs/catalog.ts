import { z } from "zod";

const seconds = 1000;
const minutes = 60 * seconds;
const id = z.number().int().positive();

type JobDefinition<Payload extends z.ZodType> = {
  payload: Payload;
  /** Names what the job is about. A subject has one live job of a type. */
  subject: (payload: z.infer<Payload>) => string;
  /** What the job's row points at, so that lists can name it and deletion takes it along. */
  about: (payload: z.infer<Payload>) => { feedId?: number; episodeId?: number };
  attempts: number;
  /** A run that takes longer is aborted and counts as failed. */
  timeoutMs: number;
  /** A worker that dies is noticed when its lease runs out; a living one renews it every third of this. */
  leaseMs: number;
  /** What is asked for while it runs is done once more after it: the run may have read what has changed since. */
  keepsInStep: boolean;
  /** Runs at once in one worker. 0: workers leave it to nodes, which claim it themselves. */
  concurrency: number;
};

const defineJob = <Payload extends z.ZodType>(definition: JobDefinition<Payload>) => definition;

/** All background work. A payload carries ids, never data: the row is the truth. */
export const jobCatalog = {
  refreshFeed: defineJob({
    payload: z.object({ feedId: id }),
    subject: ({ feedId }) => `feed:${feedId}`,
    about: ({ feedId }) => ({ feedId }),
    attempts: 3, // for workers that die; a feed that fails remembers itself when to look again
    timeoutMs: 10 * minutes, // an archive is read for five at once
    leaseMs: 20 * seconds,
    keepsInStep: false,
    concurrency: 4, // parsing a large feed takes a core for half a second
  }),
  fetchTranscript: defineJob({
    payload: z.object({ episodeId: id }),
    subject: ({ episodeId }) => `episode:${episodeId}`,
    about: ({ episodeId }) => ({ episodeId }),
    attempts: 5,
    timeoutMs: 6 * minutes, // the last of sixteen at one slow host has its turn after three minutes
    leaseMs: 20 * seconds,
    keepsInStep: false,
    concurrency: 16, // waits on hosts, four requests at once for each of them
  }),
  fetchChapters: defineJob({
    payload: z.object({ episodeId: id }),
    subject: ({ episodeId }) => `episode:${episodeId}`,
    about: ({ episodeId }) => ({ episodeId }),
    attempts: 4,
    timeoutMs: 5 * minutes, // half a minute at the host, behind lookups that keep it busy
    leaseMs: 20 * seconds,
    keepsInStep: true, // the feed may name others meanwhile
    concurrency: 4, // small files, four requests at once for each host
  }),
  withdrawTranscripts: defineJob({
    payload: z.object({ feedId: id, provider: z.string(), beforeId: id }),
    subject: ({ feedId, provider, beforeId }) => `feed:${feedId}:${provider}:${beforeId}`,
    about: ({ feedId }) => ({ feedId }),
    attempts: 5,
    timeoutMs: 10 * minutes,
    leaseMs: 30 * seconds,
    keepsInStep: false,
    concurrency: 1, // rare
  }),
  exportVault: defineJob({
    payload: z.object({}),
    subject: () => "vault",
    about: () => ({}),
    attempts: 3,
    timeoutMs: 60 * minutes, // ten thousand episodes for the first time
    leaseMs: 30 * seconds,
    keepsInStep: true,
    concurrency: 1, // there is one folder
  }),
  downloadAudio: defineJob({
    payload: z.object({ episodeId: id, isAutomatic: z.boolean().optional() }), // automatic: nobody has asked for it
    subject: ({ episodeId }) => `episode:${episodeId}`,
    about: ({ episodeId }) => ({ episodeId }),
    attempts: 5,
    timeoutMs: 120 * minutes, // 2 GB at 300 kB/s
    leaseMs: 30 * seconds,
    keepsInStep: false,
    concurrency: 2, // bound by the line; more would only make each of them slower
  }),
  transcribe: defineJob({
    payload: z.object({ episodeId: id }),
    subject: ({ episodeId }) => `episode:${episodeId}`,
    about: ({ episodeId }) => ({ episodeId }),
    attempts: 3,
    timeoutMs: 24 * 60 * minutes, // ten hours of audio on a slow machine; a node that dies is noticed by its lease
    leaseMs: 90 * seconds, // three heartbeats
    keepsInStep: false,
    concurrency: 0,
  }),
  indexTranscript: defineJob({
    payload: z.object({ transcriptId: id, episodeId: id }),
    subject: ({ transcriptId }) => `transcript:${transcriptId}`,
    about: ({ episodeId }) => ({ episodeId }),
    attempts: 5,
    timeoutMs: 5 * minutes,
    leaseMs: 30 * seconds,
    keepsInStep: true, // speakers get names, episodes another language
    concurrency: 2, // bound by the database
  }),
} as const;

export type JobType = keyof typeof jobCatalog;
export type JobPayload<Type extends JobType> = z.infer<(typeof jobCatalog)[Type]["payload"]>;

/** The row of a type that is known at run time only. Its payload has been checked by the type's schema, hence the cast. */
export function jobDefinition(type: JobType): JobDefinition<z.ZodType> {
  return jobCatalog[type] as unknown as JobDefinition<z.ZodType>;
}

/** What workers do; the rest is done by nodes. */
export type WorkerJobType = Exclude<JobType, "transcribe">;
export const workerJobTypes = (Object.keys(jobCatalog) as JobType[]).filter(
  (type): type is WorkerJobType => jobCatalog[type].concurrency > 0,
);

/** Lower goes first: what a person waits for, then what is fresh, then the backlog. */
export const priorities = { click: 0, fresh: 10, retry: 20, backlog: 30 } as const;
export type Priority = (typeof priorities)[keyof typeof priorities];
