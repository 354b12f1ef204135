import { getEpisode, listReadable } from "@/server/episodes/episodes.service";
import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { notFound } from "@/server/platform/errors";
import { findPreferred, readOriginal } from "./read-transcript";
import { listSpeakers } from "./rename-speakers";
import * as repo from "./transcripts.repo";
import type { NameSpeaker, Speaker } from "./transcripts.schema";

/** Who speaks in an episode, with the names that were given to them. */
export async function listEpisodeSpeakers(
  ctx: Pick<Core, "db" | "files">,
  { id }: { id: number },
): Promise<{ speakers: Speaker[] }> {
  const episode = await getEpisode(ctx, { id });
  const version = await findPreferred(ctx.db, id);
  if (!version) return { speakers: [] };
  const names = await repo.listSpeakerNames(ctx.db, { feedId: episode.feed_id, episodeId: id });
  const speakers = listSpeakers(await readOriginal(ctx, version)).map(({ label, turns, talkMs }): Speaker => {
    const given = names.findLast((name) => name.label === label);
    const scope = given ? (given.episodeId === null ? "feed" : "episode") : null;
    return { label, name: given?.name ?? null, scope, turns, talk_ms: talkMs };
  });
  return { speakers };
}

/**
 * Says who is meant by a label, in one episode or in all of its feed; null takes the name away. The stored transcripts stay
 * as they are: names are put in when they are read, exported and indexed.
 * @throws `not_found` when nobody of that label speaks in the episode.
 */
export async function nameSpeaker(
  ctx: Pick<Core, "db" | "files" | "clock"> & { bell: Bell },
  { id, label, name, scope }: NameSpeaker,
): Promise<{ speakers: Speaker[] }> {
  const { speakers } = await listEpisodeSpeakers(ctx, { id });
  if (!speakers.some((speaker) => speaker.label === label))
    throw notFound(`nobody is called «${label}» in this episode`);
  const { feed_id: feedId } = await getEpisode(ctx, { id });
  const jobs = await ctx.db.$transaction(async (tx) => {
    // A name for the whole feed would otherwise be hidden by the one that this episode has.
    await repo.deleteSpeakerName(tx, { feedId, episodeId: id, label });
    if (scope === "feed") await repo.deleteSpeakerName(tx, { feedId, episodeId: null, label });
    if (name !== null)
      await repo.insertSpeakerName(tx, { feedId, episodeId: scope === "feed" ? null : id, label, name });
    const readable = await listReadable(tx, scope === "feed" ? { feedId } : { id });
    const work = readable.map((payload) => ({
      type: "indexTranscript" as const,
      payload,
      priority: payload.episodeId === id ? priorities.click : priorities.backlog,
    }));
    return enqueue({ db: tx, clock: ctx.clock }, work);
  });
  await ctx.bell.ring(jobs);
  return listEpisodeSpeakers(ctx, { id });
}
