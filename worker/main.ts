import { createWorkerApp } from "@/server/app";
import { renewUrlKeys } from "@/server/feeds/renew-url-keys";
import { ensureSearchIndexes } from "@/server/search/search-indexes";
import { consume } from "./consume";
import { startLoops } from "./loops/index";

/** A worker: serves the queues and runs the loops until it is told to stop. */
async function main(): Promise<void> {
  const app = createWorkerApp();
  const stopping = new AbortController();
  const stop = (reason: string) => {
    app.log.info("worker.stopping", { reason });
    stopping.abort();
  };
  process.once("SIGTERM", () => stop("SIGTERM"));
  process.once("SIGINT", () => stop("SIGINT"));
  // Started by the launcher: without it there is nobody left to work for.
  if (process.connected) process.once("disconnect", () => stop("the launcher is gone"));

  const consumer = consume(app, stopping.signal);
  const loops = startLoops(app, stopping.signal);
  app.log.info("worker.ready");
  process.send?.({ ready: true });
  ensureSearchIndexes(app).catch((error: unknown) => app.log.error("search.indexes_failed", { error }));
  renewUrlKeys(app).catch((error: unknown) => app.log.error("feeds.keys_failed", { error }));

  await new Promise<void>((resolve) => stopping.signal.addEventListener("abort", () => resolve(), { once: true }));
  await Promise.all([consumer.drained, loops]);
  await app.close();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
