import { existsSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { lockDataDir } from "./data-dir-lock";

export type OpenPgliteOptions = {
  /** Without it the database lives in memory. */
  dataDir?: string;
  /** A tarball of `dumpDataDir` to begin with, instead of an empty database. */
  loadDataDir?: Blob;
};

export type EmbeddedPostgres = { db: PGlite; close: () => Promise<void> };

/**
 * Opens the embedded database; `CREATE EXTENSION vector` works in it. PGlite itself would let two processes write to
 * one directory, so the directory is locked first: `conflict` is thrown while another process has it.
 * It survives the death of its process, not of the machine: PGlite never calls fsync.
 */
export async function openPglite({ dataDir, loadDataDir }: OpenPgliteOptions = {}): Promise<EmbeddedPostgres> {
  if (dataDir === undefined) {
    const db = await create({ loadDataDir });
    return { db, close: () => db.close() };
  }

  const lock = lockDataDir(dataDir);
  try {
    if (!existsSync(join(dataDir, "PG_VERSION"))) await fillDataDir(dataDir, loadDataDir);
    const db = await create({ dataDir });
    return {
      db,
      async close() {
        await db.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Makes the files beside their place and moves them there: a process killed meanwhile leaves no half database. */
async function fillDataDir(dataDir: string, loadDataDir: Blob | undefined): Promise<void> {
  const draft = `${dataDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  const db = await create({ dataDir: draft, loadDataDir });
  await db.close();
  rmdirSync(dataDir); // throws if something else lies there
  renameSync(draft, dataDir);
}

function create(options: { dataDir?: string; loadDataDir?: Blob | undefined }): Promise<PGlite> {
  const { loadDataDir, ...others } = options;
  return PGlite.create({ extensions: { vector }, ...others, ...(loadDataDir && { loadDataDir }) });
}
