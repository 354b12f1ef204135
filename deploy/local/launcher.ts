import { chmodSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { isLoopbackHost } from "@/server/access/loopback-guard";
import { type Env, parseEnv } from "@/server/platform/env";
import { migrate } from "@/server/platform/migrate";
import { openChildLog } from "./child-log";
import { loadDemo } from "./demo";
import { holdPort } from "./ports";
import { type Layout, startWeb, startWorker } from "./processes";
import { openDatabase, openRedis } from "./services";
import { type Supervised, supervise } from "./supervise";
import { fail, say, step, warn } from "./terminal";

const usage = `npm start [-- --demo]

  --demo   also loads a small podcast that comes with cast2md, so that everything can be seen without a network
  --dev    runs from the sources and reloads what changes

Settings come from the environment or from .env; .env.example names them all.`;

const { values: flags } = parseArgs({
  options: {
    demo: { type: "boolean", default: false },
    dev: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (flags.help) {
  say(usage);
  process.exit(0);
}

// The last that was started is the first that is stopped.
const parts: Supervised[] = [];
launch().catch(async (error: unknown) => {
  await stopAll(parts);
  fail(error);
});

/** Starts everything on this machine, and stops it in order when asked to. */
async function launch(): Promise<void> {
  const startedAt = performance.now();
  const layout: Layout = { isDev: flags.dev, root: process.cwd() };
  const env = readConfiguration(layout.root);
  stopOnSignal();

  const releasePort = await holdPort({ host: env.HOST, port: env.PORT });
  keepPrivate(env.DATA_DIR);
  const log = openChildLog({ dir: path.join(env.DATA_DIR, "logs"), show: warn });
  const open = { dataDir: env.DATA_DIR, onTrouble: warn, follow: log.follow };
  const database = await step("Database", () => openDatabase({ ...open, url: env.DATABASE_URL }));
  if (database.supervised) parts.unshift(database.supervised);
  const redis = await step("Redis", () => openRedis({ ...open, url: env.REDIS_URL }));
  if (redis.supervised) parts.unshift(redis.supervised);
  await step("Schema", () => migrate({ url: database.url, folder: path.join(layout.root, "prisma/migrations") }));

  const address = `http://${env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST}:${env.PORT}`;
  const childEnv = environmentOf(env, { databaseUrl: database.url, redisUrl: redis.url });
  const start = { layout, env: childEnv, log };
  await releasePort();
  await step("Worker and web server", () =>
    startTogether(
      supervise({ name: "worker", start: () => startWorker(start), onTrouble: warn }),
      supervise({ name: "web", start: () => startWeb(start), onTrouble: warn }),
    ),
  );

  if (flags.demo)
    await step("Demo podcast", () => loadDemo(address)).catch((error: unknown) =>
      warn(`the demo podcast is not loaded: ${String(error)}`),
    );
  if (process.connected) process.send?.({ ready: true });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(
    `\n  cast2md is ready in ${seconds} s: ${env.BASE_URL ?? address}\n  ${database.description}, ${redis.description}; log: ${log.file}\n  Ctrl-C stops it.\n`,
  );
}

/** Where one cannot be started, the others are known all the same, so that nothing is left running. */
async function startTogether(...starts: Promise<Supervised>[]): Promise<void> {
  const results = await Promise.allSettled(starts);
  parts.unshift(...results.flatMap((result) => (result.status === "fulfilled" ? result.value : [])).reverse());
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

function readConfiguration(root: string): Env {
  const file = path.join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  const env = parseEnv(process.env);
  if (!isLoopbackHost(env.HOST)) {
    throw new Error(
      `HOST=${env.HOST} would open the library to the network, and there is no login yet: leave HOST at 127.0.0.1`,
    );
  }
  return env;
}

/** What lies there is for the user who runs this alone: the library, and the database with all that it knows. */
function keepPrivate(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
}

type Services = { databaseUrl: string; redisUrl: string };

function environmentOf(env: Env, { databaseUrl, redisUrl }: Services): Record<string, string> {
  const own = `${env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST}:${env.PORT}`;
  return {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    HOST: env.HOST,
    PORT: String(env.PORT),
    DATA_DIR: env.DATA_DIR,
    STORAGE_PATH: env.STORAGE_PATH,
    // The demo is to be seen without a network, and concerns nobody else.
    ...(flags.demo && env.POCKETCASTS_ENABLED === undefined ? { POCKETCASTS_ENABLED: "false" } : {}),
    // The demo's feed is served by this very server; nothing else on this machine becomes reachable by that.
    OUTBOUND_ALLOW: [...env.OUTBOUND_ALLOW, ...(flags.demo ? [own] : [])].join(" "),
  };
}

/** Web and worker first, then what they stand on. */
async function stopAll(parts: readonly Supervised[]): Promise<void> {
  for (const part of parts) await part.stop();
}

/** A second Ctrl-C does not wait. */
function stopOnSignal(): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) process.exit(130);
    isStopping = true;
    say("\n  Stopping …");
    await stopAll(parts);
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
  if (process.connected) process.once("disconnect", () => void stop());
}
