import { setTimeout as sleep } from "node:timers/promises";
import type { Core } from "@/server/platform/core";
import * as repo from "./jobs.repo";
import type { JobChange } from "./jobs.schema";

const EVERY_MS = 1_000;
const BATCH = 200;
/** A revision is taken before its transaction commits, so that a later one may be seen first: look a little further back. */
const OVERLAP = 500n;

type Watch = {
  feedId?: number | undefined;
  episodeId?: number | undefined;
  since: string | undefined;
  signal: AbortSignal;
};

/** Yields what changes on jobs until the signal, starting after revision `since` or now. Each revision is yielded once. */
export async function* watchJobs(
  ctx: Pick<Core, "db">,
  watch: Watch,
): AsyncGenerator<{ rev: string; changes: JobChange[] }> {
  let rev = watch.since && /^\d{1,18}$/.test(watch.since) ? BigInt(watch.since) : await repo.currentRev(ctx.db);
  const start = rev;
  const seen = new Set<string>();
  while (!watch.signal.aborted) {
    const floor = rev - OVERLAP > start ? rev - OVERLAP : start;
    const found = await repo.listChanges(ctx.db, {
      rev: floor,
      limit: BATCH + Number(OVERLAP),
      feedId: watch.feedId,
      episodeId: watch.episodeId,
    });
    const changes = found.filter((change) => !seen.has(change.rev));
    for (const change of changes) seen.add(change.rev);
    const last = changes.reduce((max, change) => (BigInt(change.rev) > max ? BigInt(change.rev) : max), rev);
    rev = last;
    for (const old of seen) if (BigInt(old) < rev - OVERLAP) seen.delete(old);
    if (changes.length > 0) yield { rev: String(rev), changes };
    else await sleep(EVERY_MS, undefined, { signal: watch.signal }).catch(() => {});
  }
}
