import { setLanguage } from "@/server/episodes/episodes.service";
import { priorities } from "@/server/jobs/catalog";
import type { DueJob } from "@/server/jobs/jobs.schema";
import { enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import type { DbOrTx } from "@/server/platform/db";
import * as repo from "./feeds.repo";

/**
 * Episodes take over the language of their feed, also those that have left it: words are found by the rules of the new one.
 * To be called in the transaction that changes it.
 */
export async function speakLanguage(ctx: { db: DbOrTx; clock: Core["clock"] }, id: number): Promise<DueJob[]> {
  const language = await repo.findLanguage(ctx.db, id);
  const readable = await setLanguage(ctx.db, id, language?.split("-")[0]?.toLowerCase() ?? null);
  const work = readable.map((payload) => ({ type: "indexTranscript" as const, payload, priority: priorities.backlog }));
  return enqueue(ctx, work);
}
