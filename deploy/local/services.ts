import { randomBytes } from "node:crypto";
import path from "node:path";
import { Redis } from "ioredis";
import pg from "pg";
import type { FollowOutput } from "./local-service";
import { findFreePort } from "./ports";
import { startPostgresProcess } from "./postgres/postgres-process";
import { startEmbeddedRedis } from "./redis/embedded-redis";
import { type Supervised, supervise } from "./supervise";

/** A service that is used: ours to stop, or the operator's. */
export type Service = { url: string; description: string; supervised: Supervised | null };

type Options = { dataDir: string; url: string | undefined; follow: FollowOutput; onTrouble: (message: string) => void };

/** The database that is configured, or the embedded one. @throws Error in one sentence when it cannot be used. */
export async function openDatabase({ dataDir, url, follow, onTrouble }: Options): Promise<Service> {
  if (url) {
    await checkDatabase(url);
    return { url, description: `database at ${placeOf(url)}`, supervised: null };
  }
  // The same address and password after a restart: web and worker keep theirs.
  const access = { port: await findFreePort(), password: randomBytes(24).toString("base64url") };
  let embeddedUrl = "";
  const supervised = await supervise({
    name: "database",
    onTrouble,
    start: async () => {
      const running = await startPostgresProcess({ dataDir: path.join(dataDir, "postgres"), ...access, follow });
      embeddedUrl = running.url;
      return running;
    },
  });
  return { url: embeddedUrl, description: "embedded database", supervised };
}

/** The Redis that is configured, or an embedded one. @throws Error in one sentence when it cannot be used. */
export async function openRedis({ dataDir, url, follow, onTrouble }: Options): Promise<Service> {
  if (url) {
    await checkRedis(url);
    return { url, description: `Redis at ${placeOf(url)}`, supervised: null };
  }
  let embedded = { url: "", engine: "js" };
  const supervised = await supervise({
    name: "redis",
    onTrouble,
    start: async () => {
      const running = await startEmbeddedRedis({ dataDir, follow });
      embedded = running;
      return running;
    },
  });
  return { url: embedded.url, description: `embedded Redis (${embedded.engine})`, supervised };
}

async function checkDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    );
    if ((rows[0]?.version ?? 0) < 150_000) throw new Error("PostgreSQL 15 or newer is needed");
  } catch (cause) {
    throw new Error(`the database of DATABASE_URL (${placeOf(url)}) cannot be used: ${reasonOf(cause)}`, { cause });
  } finally {
    await client.end().catch(() => {});
  }
}

async function checkRedis(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 10_000 });
  client.on("error", () => {}); // told by the call below
  try {
    await client.connect();
    await client.ping();
  } catch (cause) {
    throw new Error(`the Redis of REDIS_URL (${placeOf(url)}) cannot be used: ${reasonOf(cause)}`, { cause });
  } finally {
    client.disconnect();
  }
}

/** Host and name without the password. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return "the given address";
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0]);
  return cause instanceof Error ? cause.message : String(cause);
}
