import Bull from "bull";
import { Redis, type RedisOptions } from "ioredis";
import type { Log } from "@/server/platform/log";
import { jobDefinition, type WorkerJobType, workerJobTypes } from "./catalog";
import type { DueJob } from "./jobs.schema";
import type { Bell } from "./jobs.service";

/** `{…}` keeps all keys of a queue in one slot of a Redis cluster. */
const PREFIX = "{cast2md}";
const RING_TIMEOUT_MS = 2_000;

/** The bell on Redis, for those who only ring it. */
export type BullBell = Bell & { close(): Promise<void> };

/** The bell on Redis, for a worker: it also listens and sees what is missing. */
export type BullQueues = BullBell & {
  /** Calls `serve` once for each ring of a type, up to the type's concurrency at once. */
  listen(type: WorkerJobType, serve: () => Promise<void>): void;
  /** Of these jobs, the ones of which Redis knows nothing. */
  missing(jobs: readonly DueJob[]): Promise<DueJob[]>;
};

type Options = { url: string; log: Log };

/** For web processes: a ring that Redis cannot take within two seconds is given up, the reconciler will do it. */
export function createBell(options: Options): BullBell {
  const queues = openQueues(options, { maxRetriesPerRequest: 1 });
  return { ring: (jobs) => ring(queues, jobs, options.log), close: queues.close };
}

/** For workers. */
export function createBullQueues(options: Options): BullQueues {
  const queues = openQueues(options, { maxRetriesPerRequest: 20 });
  return {
    ring: (jobs) => ring(queues, jobs, options.log),
    close: queues.close,
    listen(type, serve) {
      const queue = queues.get(type);
      void queue.process(jobDefinition(type).concurrency, serve).catch((error: unknown) => {
        options.log.warn("queue.stopped", { type, error });
      });
    },
    async missing(jobs) {
      if (jobs.length === 0) return [];
      const pipeline = queues.client.pipeline();
      for (const job of jobs) pipeline.exists(`${PREFIX}:${job.type}:${bellId(job)}`);
      const answers = (await pipeline.exec()) ?? [];
      return jobs.filter((_, index) => answers[index]?.[1] === 0);
    },
  };
}

/** The attempt is part of the name: the next attempt must not be taken for the one that hangs. */
const bellId = (job: DueJob) => `${job.type}-${job.id}-a${job.attempt}`;

type Queues = { client: Redis; get(type: WorkerJobType): Bull.Queue; close(): Promise<void> };

function openQueues({ url, log }: Options, clientOptions: RedisOptions): Queues {
  const clients: Redis[] = [];
  const connect = (extra: RedisOptions) => {
    const client = new Redis(url, { ...extra, retryStrategy: (times) => Math.min(times * 100, 2_000) });
    client.on("error", (error: Error) => log.debug("redis.error", { message: error.message }));
    client.setMaxListeners(workerJobTypes.length * 8); // every queue listens on the shared clients
    withBlockingPop(client);
    clients.push(client);
    return client;
  };
  const client = connect(clientOptions);
  const blocking: RedisOptions = { maxRetriesPerRequest: null, enableReadyCheck: false };
  let subscriber: Redis | undefined;
  const connectAs = (kind: "client" | "subscriber" | "bclient") => {
    if (kind === "client") return client;
    if (kind === "bclient") return connect(blocking);
    subscriber ??= connect(blocking);
    return subscriber;
  };
  const queues = new Map<WorkerJobType, Bull.Queue>();

  return {
    client,
    get(type) {
      const existing = queues.get(type);
      if (existing) return existing;
      const { leaseMs } = jobDefinition(type);
      const queue = new Bull(type, {
        prefix: PREFIX,
        createClient: connectAs,
        settings: { lockDuration: leaseMs, stalledInterval: leaseMs, maxStalledCount: 1 },
        defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
      });
      // Trouble with Redis arrives here; Bull goes on by itself.
      queue.on("error", (error) => log.debug("queue.error", { type, message: error.message }));
      queues.set(type, queue);
      return queue;
    },
    async close() {
      await Promise.allSettled([...queues.values()].map((queue) => queue.close(true)));
      for (const each of clients) each.disconnect();
    },
  };
}

async function ring(queues: Queues, jobs: readonly DueJob[], log: Log): Promise<void> {
  const byType = Map.groupBy(jobs, (job) => job.type);
  const rings = workerJobTypes.flatMap((type) => {
    const due = byType.get(type);
    return due ? [queues.get(type).addBulk(due.map((job) => ({ data: {}, opts: { jobId: bellId(job) } })))] : [];
  });
  try {
    await withDeadline(Promise.all(rings), RING_TIMEOUT_MS);
  } catch (error) {
    log.debug("queue.ring_failed", { message: error instanceof Error ? error.message : String(error) });
  }
}

async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Redis did not answer in time")), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The embedded Redis has BLMOVE but not the BRPOPLPUSH that Bull asks for. The two mean the same (Redis docs, BRPOPLPUSH). */
function withBlockingPop(client: Redis): void {
  client.brpoplpush = ((source: string, destination: string, timeout: number) =>
    client.blmove(source, destination, "RIGHT", "LEFT", timeout)) as typeof client.brpoplpush;
}
