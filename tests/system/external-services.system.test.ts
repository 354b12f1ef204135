import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type PostgresProcess, startPostgresProcess } from "@/deploy/local/postgres/postgres-process";
import { type EmbeddedRedis, startEmbeddedRedis } from "@/deploy/local/redis/embedded-redis";
import { startProduct } from "./start-product";

let folder: string;
let database: PostgresProcess;
let redis: EmbeddedRedis;

/** Services of somebody else: what they are made of is not known to the product. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cast2md-services-"));
  database = await startPostgresProcess({ dataDir: path.join(folder, "postgres") });
  redis = await startEmbeddedRedis({ dataDir: folder });
});
afterAll(async () => {
  await Promise.all([database.stop(), redis.stop()]);
  await rm(folder, { recursive: true, force: true });
});

it("uses the database and the Redis that are given, starts none of its own, and leaves them running", async () => {
  const product = await startProduct({ env: { DATABASE_URL: database.url, REDIS_URL: redis.url } });
  expect(await product.api("GET", "/api/health")).toMatchObject({ status: "healthy" });
  expect(() => product.pid("database")).toThrow("there is no database");
  expect(() => product.pid("redis")).toThrow("there is no redis");
  await expect.poll(() => product.output()).toMatch(/database at 127\.0\.0\.1:\d+\/postgres, Redis at/);
  expect(product.output()).not.toContain(new URL(database.url).password);
  expect(await product.stop()).toBe(0);

  const again = await startProduct({ env: { DATABASE_URL: database.url, REDIS_URL: redis.url } });
  expect(await again.api("GET", "/api/feeds")).toEqual({ feeds: [] });
  await again.stop();
});
