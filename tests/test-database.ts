import { randomUUID } from "node:crypto";
import { openAsBlob } from "node:fs";
import { inject } from "vitest";
import { openPglite } from "@/deploy/local/postgres/embedded-postgres";
import { startWireServer } from "@/deploy/local/postgres/wire-server";
import { type Db, openDb } from "@/server/platform/db";
import { onServer, withDatabase } from "./template-database";

export type TestDatabase = { url: string; db: Db; close(): Promise<void> };

/** A fresh database with the current schema, for one test file. Needs `globalSetup: tests/template-database.ts`. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const template = inject("template");
  const copy = template.kind === "native" ? await copyOnServer(template) : await copyEmbedded(template.file);
  const db = openDb({ url: copy.url, poolSize: 5 });
  return {
    url: copy.url,
    db,
    async close() {
      await db.$disconnect();
      await copy.drop();
    },
  };
}

async function copyOnServer({ url, name }: { url: string; name: string }) {
  const copy = `cast2md_test_${randomUUID().slice(0, 8)}`;
  await onServer(url, `CREATE DATABASE ${copy} TEMPLATE ${name}`);
  return { url: withDatabase(url, copy), drop: () => onServer(url, `DROP DATABASE ${copy} WITH (FORCE)`) };
}

async function copyEmbedded(file: string) {
  const postgres = await openPglite({ loadDataDir: await openAsBlob(file) });
  const password = randomUUID();
  const server = await startWireServer({ db: postgres.db, password });
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${server.port}/postgres`,
    async drop() {
      await server.close();
      await postgres.close();
    },
  };
}
