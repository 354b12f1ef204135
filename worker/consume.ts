import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { App } from "@/server/app";
import type { BullQueues } from "@/server/jobs/bull";
import { type WorkerJobType, workerJobTypes } from "@/server/jobs/catalog";
import { claimJob } from "@/server/jobs/jobs.service";
import { runJob } from "./run-job";

/** How long a stopping worker lets its jobs find their end before it gives up on them. */
const DRAIN_MS = 10_000;

/**
 * Serves all queues. A ring says only that work of a type waits: the best due row is taken, so that priorities hold whatever
 * the order of the rings. `drained` settles after `stopping` when nothing runs any more.
 */
export function consume(app: App<BullQueues>, stopping: AbortSignal): { drained: Promise<void> } {
  const owner = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  const running = new Set<Promise<void>>();

  const serve = (type: WorkerJobType) => async () => {
    if (stopping.aborted) return;
    const claim = await claimJob(app, type, owner);
    if (!claim) return;
    const run = runJob({ app, type, claim, stopping });
    running.add(run);
    await run.finally(() => running.delete(run));
  };
  for (const type of workerJobTypes) app.bell.listen(type, serve(type));

  const drained = new Promise<void>((resolve) => {
    stopping.addEventListener("abort", () => {
      const deadline = new Promise<void>((late) => setTimeout(late, DRAIN_MS).unref());
      void Promise.race([Promise.allSettled(running), deadline]).then(() => resolve());
    });
  });
  return { drained };
}
