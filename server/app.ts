import type { BullBell, BullQueues } from "./jobs/bull";
import { createBell, createBullQueues } from "./jobs/bull";
import { systemClock } from "./platform/clock";
import type { Core } from "./platform/core";
import { openDb } from "./platform/db";
import { createDiskFiles } from "./platform/disk-files";
import { env as readEnv } from "./platform/env";
import { createHostLimits } from "./platform/host-limits";
import { createHttp } from "./platform/http";
import { createLog } from "./platform/log";
import { createSecrets } from "./platform/secrets";
import { version } from "./platform/version";

/** The world of one process: everything with a life in it, made here and nowhere else. */
export type App<Queue extends BullBell = BullBell> = Core & { bell: Queue; close(): Promise<void> };

function createWebApp(): App {
  const core = createCore("web");
  return withClose(core, createBell({ url: required(core.env.REDIS_URL, "REDIS_URL"), log: core.log }));
}

const shared = globalThis as { cast2mdWebApp?: App };

/** The world of this web process. Next bundles its routes apart from each other: they share it through globalThis. */
export function webApp(): App {
  shared.cast2mdWebApp ??= createWebApp();
  return shared.cast2mdWebApp;
}

/** For workers: they also listen to it. */
export function createWorkerApp(): App<BullQueues> {
  const core = createCore("worker");
  return withClose(core, createBullQueues({ url: required(core.env.REDIS_URL, "REDIS_URL"), log: core.log }));
}

function createCore(process: string): Core {
  const env = readEnv();
  const log = createLog({ level: env.LOG_LEVEL, process });
  const db = openDb({
    url: required(env.DATABASE_URL, "DATABASE_URL"),
    poolSize: env.DATABASE_POOL_SIZE,
    onPoolError: (error) => log.warn("db.connection_lost", { message: error.message }),
  });
  const http = createHttp({
    allow: env.OUTBOUND_ALLOW,
    limits: createHostLimits({ db, clock: systemClock }),
    userAgent: `cast2md/${version} (podcast transcript library)`,
  });
  const secrets = createSecrets({ secretKey: env.SECRET_KEY, keyFile: `${env.DATA_DIR}/secret.key` });
  return { env, log, db, http, files: createDiskFiles(env.STORAGE_PATH), secrets, clock: systemClock };
}

function withClose<Queue extends BullBell>(core: Core, bell: Queue): App<Queue> {
  return {
    ...core,
    bell,
    async close() {
      await Promise.allSettled([bell.close(), core.http.close(), core.db.$disconnect()]);
    },
  };
}

function required(value: string | undefined, name: string): string {
  if (!value) throw new Error(`${name} is not set: start with "npm start", which brings its own, or name one`);
  return value;
}
