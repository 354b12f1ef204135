import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startPostgresProcess } from "@/deploy/local/postgres/postgres-process";
import { migrate } from "@/server/platform/migrate";
import { onServer, withDatabase } from "@/tests/template-database";

export type BenchDatabase = {
  url: string;
  /** What it is, for the report. */
  description: string;
  /** Whether it was there already, with what an earlier run left in it. */
  isKept: boolean;
  close(): Promise<void>;
};

/**
 * A database with the current schema: on the server of TEST_DATABASE_URL, or an embedded one in a process of its own. It goes
 * when it is closed, unless it was given a name: then the next run finds it.
 */
export async function openBenchDatabase(name?: string): Promise<BenchDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  const database = server ? await openOnServer(server, name) : await openEmbedded(name);
  await migrate({ url: database.url, folder: path.resolve("prisma/migrations") });
  return database;
}

async function openOnServer(server: string, name: string | undefined): Promise<BenchDatabase> {
  const database = `cast2md_bench_${name ?? randomUUID().slice(0, 8)}`;
  const isKept = await hasDatabase(server, database);
  if (!isKept) await onServer(server, `CREATE DATABASE ${database}`);
  return {
    url: withDatabase(server, database),
    description: `native Postgres ${await versionOf(server)}`,
    isKept,
    close: () => (name ? Promise.resolve() : onServer(server, `DROP DATABASE ${database} WITH (FORCE)`)),
  };
}

async function openEmbedded(name: string | undefined): Promise<BenchDatabase> {
  const dataDir = name
    ? path.join(tmpdir(), `cast2md-bench-${name}`)
    : await mkdtemp(path.join(tmpdir(), "cast2md-bench-"));
  const process = await startPostgresProcess({ dataDir: path.join(dataDir, "postgres") });
  const [{ count = 0 } = {}] = await ask<{ count: number }>(
    process.url,
    "SELECT count(*)::int AS count FROM pg_tables WHERE tablename = 'segment'",
  );
  return {
    url: process.url,
    description: `embedded Postgres ${await versionOf(process.url)}`,
    isKept: count > 0,
    async close() {
      await process.stop();
      if (!name) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function hasDatabase(server: string, name: string): Promise<boolean> {
  return (await ask(server, `SELECT 1 FROM pg_database WHERE datname = '${name}'`)).length > 0;
}

async function versionOf(url: string): Promise<string> {
  const [row] = await ask<{ server_version: string }>(url, "SHOW server_version");
  return row?.server_version ?? "unknown";
}

export async function ask<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
