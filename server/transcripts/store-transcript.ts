import { createHash } from "node:crypto";
import { releaseAudio } from "@/server/audio/audio.service";
import { shouldDeleteAudio } from "@/server/audio/should-delete-audio";
import type { LookupResult } from "@/server/episodes/episodes.schema";
import {
  findAudioSubject,
  type LookupSubject,
  lockLookupSubject,
  setPreferredTranscript,
  transition,
} from "@/server/episodes/episodes.service";
import { findFeedPolicy } from "@/server/feeds/feed-policy";
import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import type { FoundTranscript } from "./providers/provider";
import * as repo from "./transcripts.repo";

type Context = Pick<Core, "db" | "files" | "clock" | "env"> & { bell: Bell };

/**
 * Stores a version of an episode's transcript and shows it, unless a person has chosen another one. The file first, then
 * everything that speaks of it in one transaction: twice is once, and a crash leaves at most a file that nobody knows.
 */
export async function storeTranscript(
  ctx: Context,
  episode: LookupSubject,
  found: FoundTranscript,
  lookupResults: readonly LookupResult[],
): Promise<{ hasNewTag: boolean }> {
  const id = await repo.nextId(ctx.db);
  const originalKey = `transcripts/${episode.feedId}/${episode.id}/${id}.${extensionOf[found.parsed.format]}`;
  await ctx.files.put(originalKey, found.original);
  const sha256 = createHash("sha256").update(found.original).digest("hex");
  const version = {
    id,
    episodeId: episode.id,
    source: found.source,
    model: found.model ?? null,
    language: found.language,
    format: found.parsed.format,
    isTimed: found.parsed.kind === "timed",
    originalKey,
    originalUrl: found.url,
    mediaType: found.mediaType,
    sizeBytes: found.original.byteLength,
    sha256,
  };

  const { jobs, isNew, hasNewTag } = await ctx.db.$transaction(async (tx) => {
    const current = await lockLookupSubject(tx, episode.id);
    const inserted = await repo.insertIfNew(tx, version);
    const transcriptId =
      inserted ?? (await repo.findSame(tx, { episodeId: episode.id, source: version.source, sha256 }));
    if (transcriptId === null) throw new Error("a transcript is neither new nor known");
    // Somebody may have chosen another version while this one was fetched.
    const isShown = !current?.isPreferenceChosen;
    if (isShown) await setPreferredTranscript(tx, episode.id, transcriptId);
    await transition(tx, current ?? episode, "transcriptStored", {
      reason: null,
      nextRetryAt: null,
      checkedAt: ctx.clock.now(),
      lookupFailures: 0,
      lookupResults,
    });
    const work = {
      type: "indexTranscript" as const,
      payload: { transcriptId, episodeId: episode.id },
      priority: priorities.fresh,
    };
    return {
      jobs: isShown ? await enqueue({ db: tx, clock: ctx.clock }, [work]) : [],
      isNew: inserted !== null,
      hasNewTag: current !== null && hasOtherTags(current, episode),
    };
  });
  if (!isNew) await ctx.files.remove(originalKey);
  await ctx.bell.ring(jobs);
  await freeAudio(ctx, episode, found.source);
  return { hasNewTag };
}

const extensionOf = { vtt: "vtt", srt: "srt", json: "json", html: "html", text: "txt" } as const;

/** Whether the feed names a transcript that it did not name before. */
export const hasOtherTags = (now: LookupSubject, before: LookupSubject) =>
  now.transcriptTags.some(({ url }) => !before.transcriptTags.some((tag) => tag.url === url));

/** Audio that is not to be kept has served once there is a transcript; where ours is wanted in any case, once that is there. */
async function freeAudio(ctx: Context, { id, feedId }: LookupSubject, source: string): Promise<void> {
  const [policy, audio] = [await findFeedPolicy(ctx, feedId), await findAudioSubject(ctx.db, id)];
  if (!policy || !audio?.audioKey) return;
  const isAwaited = policy.transcriptPolicy === "always_transcribe" && !OWN_SOURCES.has(source.split(":")[0] ?? "");
  const isInUse = isAwaited || audio.isDownloading || audio.state === "transcribing";
  const facts = { keepAudio: policy.keepAudio, hasTranscript: audio.hasTranscript, isInUse };
  if (shouldDeleteAudio(facts)) await releaseAudio(ctx, id);
}

/** What our own engines call themselves. */
const OWN_SOURCES: ReadonlySet<string> = new Set(["whisper", "parakeet"]);
