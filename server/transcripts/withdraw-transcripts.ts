import { loseTranscript, setPreferredTranscript } from "@/server/episodes/episodes.service";
import { type Priority, priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue, type NewWork } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import * as repo from "./transcripts.repo";

type Context = Pick<Core, "db" | "files" | "clock"> & { bell: Bell };

/**
 * Takes away all that a provider gave for a feed, as when it spoke of another podcast. An episode falls back to its newest
 * version from elsewhere, or is looked for anew. Answers how many transcripts went.
 */
export async function withdrawTranscripts(
  ctx: Context,
  { feedId, provider }: { feedId: number; provider: string },
): Promise<number> {
  const priority: Priority = priorities.backlog;
  const { withdrawn, jobs } = await ctx.db.$transaction(async (tx) => {
    const gone = await repo.deleteFromSource(tx, feedId, provider);
    const work: NewWork[] = [];
    for (const episodeId of new Set(gone.filter((each) => each.wasPreferred).map((each) => each.episodeId))) {
      const [other] = await repo.listVersions(tx, episodeId);
      if (other) {
        await setPreferredTranscript(tx, episodeId, other.id);
        work.push({ type: "indexTranscript", payload: { transcriptId: other.id, episodeId }, priority });
      } else {
        const facts = { reason: null, nextRetryAt: null, lookupFailures: 0, lookupSince: ctx.clock.now() };
        await loseTranscript(tx, episodeId, "transcriptWithdrawn", facts);
        work.push({ type: "fetchTranscript", payload: { episodeId }, priority });
      }
    }
    return { withdrawn: gone, jobs: await enqueue({ db: tx, clock: ctx.clock }, work) };
  });
  await ctx.bell.ring(jobs);
  // A file that stays behind because this is cut short harms nobody.
  for (const { originalKey } of withdrawn) await ctx.files.remove(originalKey);
  return withdrawn.length;
}
