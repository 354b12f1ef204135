import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openPglite } from "@/deploy/local/postgres/embedded-postgres";
import { startWireServer } from "@/deploy/local/postgres/wire-server";
import { migrate } from "@/server/platform/migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated, empty database: the file of an embedded one, or the name of one on the server of TEST_DATABASE_URL. */
    template: { kind: "embedded"; file: string } | { kind: "native"; url: string; name: string };
  }
}

const migrations = path.resolve("prisma/migrations");

/** Migrates one database for the whole run: each test file then works on a copy of it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) {
    project.provide("template", { kind: "embedded", file: await embeddedTemplate() });
    return async () => {};
  }
  const name = `cast2md_template_${randomUUID().slice(0, 8)}`;
  await onServer(url, `CREATE DATABASE ${name}`);
  await migrate({ url: withDatabase(url, name), folder: migrations });
  project.provide("template", { kind: "native", url, name });
  return () => onServer(url, `DROP DATABASE ${name} WITH (FORCE)`);
}

/** Making it takes some seconds, so it is kept for as long as the migrations stay as they are. */
async function embeddedTemplate(): Promise<string> {
  const hash = createHash("sha256");
  for (const name of readdirSync(migrations).sort()) {
    const file = path.join(migrations, name, "migration.sql");
    if (existsSync(file)) hash.update(readFileSync(file));
  }
  const file = path.resolve(`node_modules/.cache/cast2md/template-${hash.digest("hex").slice(0, 16)}.tar`);
  if (existsSync(file)) return file;

  const postgres = await openPglite({});
  const password = randomUUID();
  const server = await startWireServer({ db: postgres.db, password });
  await migrate({ url: `postgresql://postgres:${password}@127.0.0.1:${server.port}/postgres`, folder: migrations });
  await server.close();
  const dump = await postgres.db.dumpDataDir("none");
  await postgres.close();
  mkdirSync(path.dirname(file), { recursive: true });
  const part = `${file}.${process.pid}`;
  writeFileSync(part, Buffer.from(await dump.arrayBuffer()));
  renameSync(part, file);
  return file;
}

export async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

export function withDatabase(url: string, name: string): string {
  const target = new URL(url);
  target.pathname = `/${name}`;
  return target.href;
}
