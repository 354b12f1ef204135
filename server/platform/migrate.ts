import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

/** Prisma's own advisory lock, so that `prisma migrate deploy` and this runner exclude each other. */
const PRISMA_MIGRATE_LOCK = 72707369;

type Migration = { name: string; checksum: string; sql: string };

/**
 * Brings a database to the newest schema and answers the names of the migrations that it applied.
 * It writes `_prisma_migrations` as Prisma does, so that `prisma migrate status` agrees; it needs no engine binary.
 * @throws Error when an earlier migration failed half-way, was edited after it ran, or fails now (its message says which).
 */
export async function migrate(options: { url: string; folder: string }): Promise<string[]> {
  const migrations = await readMigrations(options.folder);
  const client = new pg.Client({ connectionString: options.url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [PRISMA_MIGRATE_LOCK]);
    await client.query(createTable);
    const applied = await readApplied(client);
    const names: string[] = [];
    for (const migration of migrations) {
      if (isApplied(migration, applied)) continue;
      await apply(client, migration);
      names.push(migration.name);
    }
    return names;
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [PRISMA_MIGRATE_LOCK]).catch(() => {});
    await client.end();
  }
}

const createTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(path.join(folder, name, "migration.sql"));
      return { name, checksum: createHash("sha256").update(bytes).digest("hex"), sql: bytes.toString("utf8") };
    }),
  );
}

type AppliedRow = { migration_name: string; checksum: string; finished_at: Date | null };

async function readApplied(client: pg.Client): Promise<AppliedRow[]> {
  const { rows } = await client.query<AppliedRow>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  const failed = rows.find((row) => !row.finished_at);
  if (failed)
    throw new Error(`Migration ${failed.migration_name} failed earlier; resolve it with "prisma migrate resolve"`);
  return rows;
}

function isApplied(migration: Migration, applied: AppliedRow[]): boolean {
  const row = applied.find((candidate) => candidate.migration_name === migration.name);
  if (row && row.checksum !== migration.checksum) {
    throw new Error(`Migration ${migration.name} was changed after it had been applied to this database`);
  }
  return row !== undefined;
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const id = randomUUID();
  await client.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)", [
    id,
    migration.checksum,
    migration.name,
  ]);
  try {
    // One simple query is one implicit transaction: the file is applied whole or not at all.
    await client.query(migration.sql);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    // Nothing of it stays, so it counts as rolled back and the next start tries again.
    await client.query("UPDATE _prisma_migrations SET logs = $2, rolled_back_at = now() WHERE id = $1", [id, message]);
    throw new Error(`Migration ${migration.name} failed: ${message}`, { cause });
  }
  await client.query("UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1", [id]);
}
