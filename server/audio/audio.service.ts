import { type AudioSubject, clearAudio, findAudioSubject, returnDownloads } from "@/server/episodes/episodes.service";
import { findFeedPolicy } from "@/server/feeds/feed-policy";
import { getFeed } from "@/server/feeds/feeds.service";
import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueueAskedFor } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { conflict, notFound } from "@/server/platform/errors";
import { formatBytes } from "@/server/platform/format-bytes";
import * as repo from "./audio.repo";
import type { DeletedAudio, DownloadAnswer } from "./audio.schema";
import { hasServed } from "./audio-use";
import { expectedBytes, refuseWithoutRoom } from "./room";
import { type AudioExtension, audioTypes } from "./sniff-audio";

type Files = Pick<Core, "db" | "files">;

/**
 * Queues the download of an episode's audio, ahead of everything else; one that was queued by itself is kept from then on like
 * one that was asked for. @throws `conflict` when it is stored or queued already, or when there is no room for it
 */
export async function requestAudio(
  ctx: Pick<Core, "db" | "files" | "clock" | "env"> & { bell: Bell },
  { id }: { id: number },
): Promise<DownloadAnswer> {
  const episode = await getSubject(ctx, id);
  if (episode.audioKey !== null) throw conflict("the audio is stored already");
  await refuseWithoutRoom(ctx, { wantedBytes: expectedBytes(episode) });
  const work = { type: "downloadAudio" as const, payload: { episodeId: id }, priority: priorities.click };
  const jobs = await enqueueAskedFor(ctx, work);
  const [job] = jobs;
  if (!job) throw conflict("the download is queued already");
  await ctx.bell.ring(jobs);
  return { message: "Audio download queued", job_id: job.id };
}

async function getSubject(ctx: Pick<Core, "db">, id: number): Promise<AudioSubject> {
  const episode = await findAudioSubject(ctx.db, id);
  if (!episode) throw notFound(`there is no episode ${id}`);
  return episode;
}

/**
 * Deletes the stored audio of an episode; it can be downloaded again. @throws `conflict` while there is no transcript, or while
 * it is in use
 */
export async function deleteAudio(ctx: Files, { id }: { id: number }): Promise<DeletedAudio> {
  const episode = await getSubject(ctx, id);
  if (!episode.hasTranscript) throw conflict("the episode has no transcript: its audio is needed to make one");
  if (episode.isDownloading) throw conflict("the audio is being downloaded");
  if (episode.isBeingTranscribed) throw conflict("the audio is being transcribed");
  const freed = await releaseAudio(ctx, id);
  const message = freed === null ? "There is no stored audio" : "Audio deleted";
  return { message, deleted: freed === null ? 0 : 1, freed_bytes: freed ?? 0 };
}

/** Deletes the stored audio of an episode, whatever else it has. Answers the bytes that are free now, null when there was none. */
export async function releaseAudio(ctx: Files, episodeId: number): Promise<number | null> {
  const episode = await findAudioSubject(ctx.db, episodeId);
  if (!episode?.audioKey) return null;
  return (await remove(ctx, episodeId, episode.audioKey)) ? (episode.audioSizeBytes ?? 0) : null;
}

/** Deletes the stored audio of an episode if it has served, and nobody is waiting for it. */
export async function releaseServedAudio(ctx: Files & Pick<Core, "env">, episodeId: number): Promise<void> {
  const episode = await findAudioSubject(ctx.db, episodeId);
  const policy = episode?.audioKey ? await findFeedPolicy(ctx, episode.feedId) : null;
  if (episode && policy && !episode.isAskedFor && hasServed(episode, policy)) await releaseAudio(ctx, episodeId);
}

/** The record first: what it names is there. A file that is left behind by a crash is swept. */
async function remove(ctx: Files, episodeId: number, key: string): Promise<boolean> {
  if (!(await clearAudio(ctx.db, episodeId, key))) return false;
  await ctx.files.remove(key);
  return true;
}

/** Deletes the stored audio of all episodes of a feed that have a transcript. */
export async function deleteFeedAudio(ctx: Files, { id }: { id: number }): Promise<DeletedAudio> {
  await getFeed(ctx, { id });
  let [deleted, freed] = [0, 0];
  for (const audio of await repo.listDeletable(ctx.db, id)) {
    if (!(await remove(ctx, audio.id, audio.key))) continue;
    deleted++;
    freed += audio.sizeBytes;
  }
  const count = deleted === 1 ? "1 episode" : `${deleted} episodes`;
  const message = deleted === 0 ? "No audio to delete" : `Audio of ${count} deleted, ${formatBytes(freed)} freed`;
  return { message, deleted, freed_bytes: freed };
}

/** The stored audio of an episode, ready to be served. */
export type AudioFile = {
  key: string;
  sizeBytes: number;
  sha256: string;
  mediaType: string;
  extension: AudioExtension;
  title: string;
  publishedAt: Date | null;
};

/** @throws `not_found` when there is none */
export async function getAudioFile(ctx: Files, { id }: { id: number }): Promise<AudioFile> {
  const { audioKey: key, audioSha256: sha256, title, publishedAt } = await getSubject(ctx, id);
  const sizeBytes = key === null ? null : await ctx.files.size(key);
  if (key === null || sizeBytes === null) throw notFound(`the audio of episode ${id} is not stored here`);
  const extension = key.slice(key.lastIndexOf(".") + 1) as AudioExtension; // as `fetchAudio` has named it
  return { key, sizeBytes, sha256: sha256 ?? "", mediaType: audioTypes[extension], extension, title, publishedAt };
}

/** Episodes whose download nobody is at work on any more go back to where they came from. Answers how many. */
export async function returnLostDownloads(ctx: Pick<Core, "db">): Promise<number> {
  return returnDownloads(ctx.db);
}
