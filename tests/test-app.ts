import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { App } from "@/server/app";
import type { BullQueues } from "@/server/jobs/bull";
import { type WorkerJobType, workerJobTypes } from "@/server/jobs/catalog";
import type { DueJob } from "@/server/jobs/jobs.schema";
import { claimJob } from "@/server/jobs/jobs.service";
import { createDiskFiles } from "@/server/platform/disk-files";
import { parseEnv } from "@/server/platform/env";
import { createHttp } from "@/server/platform/http";
import { silentLog } from "@/server/platform/log";
import { createSecrets } from "@/server/platform/secrets";
import { createCaller } from "@/server/transports/trpc/router";
import { runJob } from "@/worker/run-job";
import { openTestDatabase } from "./test-database";

export type TestApp = App<BullQueues> & {
  api: ReturnType<typeof createCaller>;
  /** For a second process on the same record. */
  databaseUrl: string;
  /** Moves the clock. */
  advance(ms: number): void;
  /** Does what is due, as a worker would, until nothing is. Answers how many jobs that were. */
  work(only?: WorkerJobType): Promise<number>;
};

/** The whole heart on a real database and a folder of its own. The clock stands still until it is moved. */
export async function openTestApp(options: { allow?: string[]; env?: Record<string, string> } = {}): Promise<TestApp> {
  const database = await openTestDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), "cast2md-test-"));
  // Tests ask nobody but their own fakes.
  const env = parseEnv({ DATA_DIR: folder, POCKETCASTS_ENABLED: "false", ...options.env });
  let now = Date.now();
  const http = createHttp({ allow: options.allow ?? [], userAgent: "cast2md-test" });
  const app: App<BullQueues> = {
    env,
    db: database.db,
    http,
    files: createDiskFiles(env.STORAGE_PATH),
    secrets: createSecrets({ keyFile: path.join(folder, "secret.key") }),
    clock: { now: () => new Date(now) },
    log: silentLog,
    bell: silentBell,
    async close() {
      await http.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return {
    ...app,
    api: createCaller({ app }),
    databaseUrl: database.url,
    advance(ms) {
      now += ms;
    },
    work: (only) => workUntilIdle(app, only ? [only] : workerJobTypes),
  };
}

/** Nobody listens: tests do the work themselves. */
const silentBell: BullQueues = {
  ring: async () => {},
  listen: () => {},
  missing: async (jobs: readonly DueJob[]) => [...jobs],
  close: async () => {},
};

async function workUntilIdle(app: App<BullQueues>, types: readonly WorkerJobType[]): Promise<number> {
  let done = 0;
  for (let found = true; found; ) {
    found = false;
    for (const type of types) {
      for (let claim = await claimJob(app, type, "test"); claim; claim = await claimJob(app, type, "test")) {
        await runJob({ app, type, claim, stopping: new AbortController().signal });
        found = true;
        done++;
      }
    }
  }
  return done;
}
