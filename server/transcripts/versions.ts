import {
  getEpisode,
  lockLookupSubject,
  loseTranscript,
  setPreferredTranscript,
} from "@/server/episodes/episodes.service";
import { priorities } from "@/server/jobs/catalog";
import type { DueJob } from "@/server/jobs/jobs.schema";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Clock } from "@/server/platform/clock";
import type { Core } from "@/server/platform/core";
import type { DbOrTx } from "@/server/platform/db";
import { compareTranscripts } from "./compare-transcripts";
import { phrasesOf } from "./phrases";
import { getVersion, readTranscript } from "./read-transcript";
import { shownVersion } from "./shown-version";
import * as repo from "./transcripts.repo";
import type { Comparison, TranscriptVersion } from "./transcripts.schema";

type Changing = Pick<Core, "db" | "clock"> & { bell: Bell };
type Which = { id: number; transcript_id: number };

/** All versions of an episode's transcript, the preferred one first. */
export async function listTranscripts(
  ctx: Pick<Core, "db">,
  { id }: { id: number },
): Promise<{ transcripts: TranscriptVersion[] }> {
  await getEpisode(ctx, { id });
  return { transcripts: (await repo.listVersions(ctx.db, id)).map(shownVersion) };
}

/** Makes a version the one that is shown and searched. None takes its place by itself any more. @throws `not_found` */
export async function preferTranscript(ctx: Changing, which: Which): Promise<{ transcripts: TranscriptVersion[] }> {
  const { id, transcript_id: transcriptId } = which;
  await getEpisode(ctx, { id });
  const jobs = await ctx.db.$transaction(async (tx) => {
    await lockLookupSubject(tx, id);
    await getVersion(tx, { episodeId: id, transcriptId });
    await setPreferredTranscript(tx, id, transcriptId, { isChosen: true });
    return queueIndexing({ db: tx, clock: ctx.clock }, { episodeId: id, transcriptId });
  });
  await ctx.bell.ring(jobs);
  return listTranscripts(ctx, { id });
}

/**
 * Deletes a version for good. If it was the preferred one, the newest of the others takes its place; without any other the
 * episode has no transcript. @throws `not_found`
 */
export async function deleteTranscript(
  ctx: Changing & Pick<Core, "files">,
  which: Which,
): Promise<{ transcripts: TranscriptVersion[] }> {
  const { id, transcript_id: transcriptId } = which;
  await getEpisode(ctx, { id });
  const { version, jobs } = await ctx.db.$transaction(async (tx) => {
    await lockLookupSubject(tx, id);
    const version = await getVersion(tx, { episodeId: id, transcriptId });
    await repo.deleteVersion(tx, transcriptId);
    if (!version.is_preferred) return { version, jobs: [] };
    const [next] = await repo.listVersions(tx, id);
    if (!next) {
      const facts = { reason: "its transcript was deleted", nextRetryAt: null };
      await loseTranscript(tx, id, "transcriptsDeleted", facts);
      return { version, jobs: [] };
    }
    await setPreferredTranscript(tx, id, next.id, { isChosen: false });
    const work = { episodeId: id, transcriptId: next.id };
    return { version, jobs: await queueIndexing({ db: tx, clock: ctx.clock }, work) };
  });
  // The row first: a file without a row costs space, a row without its file could not be read.
  await ctx.files.remove(version.original_key);
  await ctx.bell.ring(jobs);
  return listTranscripts(ctx, { id });
}

const queueIndexing = (
  ctx: { db: DbOrTx; clock: Clock },
  payload: { episodeId: number; transcriptId: number },
): Promise<DueJob[]> => enqueue(ctx, [{ type: "indexTranscript", payload, priority: priorities.click }]);

/** Two versions side by side. @throws `not_found` */
export async function compareVersions(
  ctx: Pick<Core, "db" | "files">,
  { id, left, right }: { id: number; left: number; right: number },
): Promise<Comparison> {
  await getEpisode(ctx, { id });
  const [a, b] = [
    await getVersion(ctx.db, { episodeId: id, transcriptId: left }),
    await getVersion(ctx.db, { episodeId: id, transcriptId: right }),
  ];
  const [first, second] = [phrasesOf(await readTranscript(ctx, a)), phrasesOf(await readTranscript(ctx, b))];
  return { left: shownVersion(a), right: shownVersion(b), ...compareTranscripts(first, second) };
}
