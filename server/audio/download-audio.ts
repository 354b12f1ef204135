import { type AudioSubject, findAudioSubject, storeAudio, transition } from "@/server/episodes/episodes.service";
import { findFeedPolicy } from "@/server/feeds/feed-policy";
import { httpOfFeed, requestRefresh } from "@/server/feeds/feeds.service";
import { findNewEnclosure } from "@/server/feeds/find-new-enclosure";
import { decideRetry } from "@/server/jobs/decide-retry";
import type { JobOutcome } from "@/server/jobs/jobs.schema";
import type { Bell } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { AppError, unavailable } from "@/server/platform/errors";
import { formatBytes } from "@/server/platform/format-bytes";
import { releaseServedAudio } from "./audio.service";
import { isWorthDownload } from "./audio-use";
import { type DownloadRun, fetchAudio } from "./fetch-audio";
import { expectedBytes, refuseWithoutRoom } from "./room";

type Context = Pick<Core, "db" | "http" | "files" | "clock" | "env" | "log" | "secrets"> & { bell: Bell };
type Run = DownloadRun & { attempt: number; maxAttempts: number };

/**
 * Downloads an episode's audio. What nobody has asked for is not downloaded, or not kept, when a transcript was faster and the
 * settings want no audio beside it. A completed episode stays completed. Only when nothing more will be tried does the episode
 * fail; a run that breaks off leaves it to the next one.
 */
export async function downloadAudio(
  ctx: Context,
  { episodeId, isAutomatic = false }: { episodeId: number; isAutomatic?: boolean | undefined },
  run: Run,
): Promise<JobOutcome> {
  const episode = await findAudioSubject(ctx.db, episodeId);
  if (!episode) return { kind: "skipped", because: "the episode or its feed was deleted" };
  if (episode.audioKey !== null) return { kind: "skipped", because: "the audio is stored already" };
  const policy = isAutomatic && !episode.isAskedFor ? await findFeedPolicy(ctx, episode.feedId) : null;
  if (policy && !isWorthDownload(episode, policy)) return { kind: "skipped", because: "there is a transcript already" };
  await transition(ctx.db, episode, "downloadStarted", {});
  try {
    await refuseWithoutRoom(ctx, { wantedBytes: expectedBytes(episode) });
    const audio = await fetchFromSomewhere(ctx, episode, run);
    const isStored = await ctx.db.$transaction((tx) => storeAudio(tx, episodeId, audio, ctx.clock.now()));
    if (!isStored) {
      await ctx.files.remove(audio.key);
      return { kind: "skipped", because: "the episode was deleted" };
    }
    if (isAutomatic) await releaseServedAudio(ctx, episodeId);
    return { kind: "done", note: formatBytes(audio.sizeBytes) };
  } catch (thrown) {
    const error = isTimeout(run.signal) ? unavailable("the download took longer than it may") : thrown;
    const isOver = !run.signal.aborted || isTimeout(run.signal);
    const decision = decideRetry({ error, attempt: run.attempt, maxAttempts: run.maxAttempts, now: ctx.clock.now() });
    if (isOver && decision.kind === "fail") {
      const reason = `the audio cannot be downloaded: ${decision.because}`;
      await transition(ctx.db, { id: episodeId, state: "downloading" }, "downloadFailed", { reason });
    }
    throw error;
  }
}

const isTimeout = ({ aborted, reason }: AbortSignal) =>
  aborted && reason instanceof Error && reason.name === "TimeoutError";

/**
 * Addresses with a signature in them run out: one that is refused is looked up anew in the feed, and tried once more. A look at
 * the feed is asked for, which writes it down for all its episodes.
 */
async function fetchFromSomewhere(ctx: Context, episode: AudioSubject, run: Run) {
  const opened = { ...ctx, http: await httpOfFeed(ctx, episode.feedId) };
  try {
    return await fetchAudio(opened, episode, run);
  } catch (error) {
    if (!(error instanceof AppError) || (error.kind !== "unauthorized" && error.kind !== "not_found")) throw error;
    const { id: episodeId, feedId } = episode;
    const enclosureUrl = await findNewEnclosure(ctx, { feedId, episodeId }, run.signal);
    if (enclosureUrl === null || enclosureUrl === episode.enclosureUrl) throw error;
    await requestRefresh(ctx, { id: feedId });
    return fetchAudio(opened, { ...episode, enclosureUrl }, run);
  }
}
