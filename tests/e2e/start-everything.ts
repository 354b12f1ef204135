import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPostgresProcess } from "@/deploy/local/postgres/postgres-process";
import { startProduct } from "@/tests/system/start-product";
import { startPodcastHost } from "./podcast-host";

/** One product on a folder of its own, a database that tests may reach into, and one host with podcasts, for all tests. */
export default async function startEverything(): Promise<() => Promise<void>> {
  const host = await startPodcastHost();
  const folder = await mkdtemp(path.join(tmpdir(), "cast2md-e2e-"));
  const database = await startPostgresProcess({ dataDir: path.join(folder, "postgres") });
  const product = await startProduct({
    env: { OUTBOUND_ALLOW: host.allow, LOG_LEVEL: "warn", DATABASE_URL: database.url },
  });
  process.env.E2E_PRODUCT_URL = product.url;
  process.env.E2E_HOST_URL = host.url;
  process.env.E2E_DATABASE_URL = database.url;
  process.env.E2E_STORAGE_PATH = path.join(product.dataDir, "podcasts");
  return async () => {
    await product.stop();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
    await host.close();
  };
}
