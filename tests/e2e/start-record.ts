import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPostgresProcess } from "@/deploy/local/postgres/postgres-process";

/** A database and a folder of files that tests may reach into. `env` hands them to the product. */
export async function startRecord(): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "cast2md-e2e-"));
  const database = await startPostgresProcess({ dataDir: path.join(folder, "postgres") });
  const storage = path.join(folder, "podcasts");
  process.env.E2E_DATABASE_URL = database.url;
  process.env.E2E_STORAGE_PATH = storage;
  return {
    env: { DATABASE_URL: database.url, STORAGE_PATH: storage },
    async stop() {
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
