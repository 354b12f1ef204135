import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Core } from "@/server/platform/core";
import { conflict, notFound } from "@/server/platform/errors";
import * as repo from "./trash/trash.repo";

/** A process that dies is noticed after this; a living one prolongs its lease every third of it. */
const LEASE_MS = 30_000;
const ASK_AGAIN_MS = 100;

/**
 * Does work on the folders of a feed while nobody else does. Waits for whoever holds them.
 * @throws `not_found` when there is no such feed, `conflict` when they are still held after `waitMs`.
 */
export async function holdFiles<T>(
  ctx: Pick<Core, "db" | "clock">,
  feedId: number,
  work: () => Promise<T>,
  { waitMs = 3_000 }: { waitMs?: number } = {},
): Promise<T> {
  const token = randomUUID();
  const until = () => new Date(ctx.clock.now().getTime() + LEASE_MS);
  for (let waited = 0; ; waited += ASK_AGAIN_MS) {
    if (await repo.takeLease(ctx.db, feedId, { token, now: ctx.clock.now(), until: until() })) break;
    if (!(await repo.exists(ctx.db, feedId))) throw notFound(`there is no feed ${feedId}`);
    if (waited >= waitMs) throw conflict("the files of this podcast are being moved; try again in a moment");
    await sleep(ASK_AGAIN_MS);
  }
  const renewal = setInterval(() => {
    // The database may be away for a moment; the lease holds for two more attempts.
    repo.setLeaseEnd(ctx.db, feedId, token, until()).catch(() => {});
  }, LEASE_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await repo.setLeaseEnd(ctx.db, feedId, token, null).catch(() => {}); // it ends by itself
  }
}
