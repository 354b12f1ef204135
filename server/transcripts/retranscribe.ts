import { findAudioSubject, getEpisode } from "@/server/episodes/episodes.service";
import { type FeedPolicy, findFeedPolicy } from "@/server/feeds/feed-policy";
import { noFeed } from "@/server/feeds/feeds.service";
import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { conflict } from "@/server/platform/errors";
import * as repo from "./transcripts.repo";
import type { BatchAnswer, QueueAnswer, RetranscribeInfo } from "./transcripts.schema";

type Context = Pick<Core, "db" | "clock" | "env"> & { bell: Bell };

/** How much of a feed has no transcript by the model that it is transcribed with now. @throws `not_found` */
export async function getRetranscribeInfo(
  ctx: Pick<Core, "db" | "env">,
  { id }: { id: number },
): Promise<RetranscribeInfo> {
  const { speechModel } = await getPolicy(ctx, id);
  const outdated = await repo.listOutdated(ctx.db, { feedId: id }, speechModel);
  const ready = outdated.filter(({ hasAudio }) => hasAudio).length;
  return { feed_id: id, current_model: speechModel, needs_retranscription: outdated.length, ready };
}

/**
 * Queues the transcription of an episode. Where it has a transcript already, what comes of it is a further version.
 * @throws `not_found`; `conflict` when its audio is not stored, the model has made one already, it is queued, or it would be the
 * first of a podcast for which only what others have made is wanted
 */
export async function requestRetranscription(ctx: Context, { id }: { id: number }): Promise<QueueAnswer> {
  const episode = await getEpisode(ctx, { id });
  const { speechModel, transcriptPolicy } = await getPolicy(ctx, episode.feed_id);
  if (!episode.has_transcript && transcriptPolicy === "external_only")
    throw conflict("the podcast has only transcripts that others have made: give it another transcript_policy first");
  const isOutdated = (await repo.listOutdated(ctx.db, { episodeId: id }, speechModel)).length > 0;
  if (episode.has_transcript && !isOutdated) throw conflict(`«${speechModel}» has transcribed this episode already`);
  if (!episode.has_audio) throw conflict("the audio is not stored: download it first");
  if ((await findAudioSubject(ctx.db, id))?.isDownloading) throw conflict("the audio is being downloaded");
  const [job] = await queue(ctx, [id]);
  if (!job) throw conflict("a transcription is queued already");
  return { message: `Transcription with «${speechModel}» queued`, job_id: job.id };
}

/** Queues all of a feed whose audio is stored and that the present model has not transcribed. @throws `not_found` */
export async function requestFeedRetranscription(ctx: Context, { id }: { id: number }): Promise<BatchAnswer> {
  const { speechModel } = await getPolicy(ctx, id);
  const outdated = await repo.listOutdated(ctx.db, { feedId: id }, speechModel);
  const jobs = await queue(
    ctx,
    outdated.filter(({ hasAudio }) => hasAudio).map(({ episodeId }) => episodeId),
  );
  const message =
    jobs.length === 0 ? "Nothing to transcribe anew" : `${jobs.length} transcriptions with «${speechModel}» queued`;
  return { queued: jobs.length, skipped: outdated.length - jobs.length, message };
}

const queue = (ctx: Context, ids: readonly number[]) =>
  enqueue(
    ctx,
    ids.map((episodeId) => ({ type: "transcribe" as const, payload: { episodeId }, priority: priorities.click })),
  );

async function getPolicy(ctx: Pick<Core, "db" | "env">, feedId: number): Promise<FeedPolicy> {
  const policy = await findFeedPolicy(ctx, feedId);
  if (!policy) throw noFeed(feedId);
  return policy;
}
