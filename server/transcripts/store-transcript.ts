import { createHash } from "node:crypto";
import { releaseServedAudio } from "@/server/audio/audio.service";
import type { LookupResult } from "@/server/episodes/episodes.schema";
import {
  type LookupSubject,
  lockLookupSubject,
  setPreferredTranscript,
  transition,
} from "@/server/episodes/episodes.service";
import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import type { FoundTranscript } from "./providers/provider";
import * as repo from "./transcripts.repo";

type Context = Pick<Core, "db" | "files" | "clock" | "env"> & { bell: Bell };

/**
 * Stores a version of an episode's transcript and shows it, unless a person has chosen another one. The file first, then
 * everything that speaks of it in one transaction: twice is once, and a crash leaves at most a file that nobody knows. Null
 * when it is no longer offered: then nothing is stored.
 */
export async function storeTranscript(
  ctx: Context,
  episode: LookupSubject,
  found: FoundTranscript,
  lookupResults: readonly LookupResult[],
): Promise<{ hasNewTag: boolean } | null> {
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

  const stored = await ctx.db.$transaction(async (tx) => {
    if (found.isStillOffered && !(await found.isStillOffered(tx))) return null;
    const current = await lockLookupSubject(tx, episode.id);
    const inserted = await repo.insertIfNew(tx, version);
    const transcriptId =
      inserted ?? (await repo.findSame(tx, { episodeId: episode.id, source: version.source, sha256 }));
    if (transcriptId === null) throw new Error("a transcript is neither new nor known");
    // Somebody may have chosen another version while this one was fetched.
    const isShown = current?.preferredTranscriptId == null || !current.isPreferenceChosen;
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
  if (!stored?.isNew) await ctx.files.remove(originalKey);
  if (!stored) return null;
  await ctx.bell.ring(stored.jobs);
  await releaseServedAudio(ctx, episode.id);
  return { hasNewTag: stored.hasNewTag };
}

const extensionOf = { vtt: "vtt", srt: "srt", json: "json", html: "html", text: "txt" } as const;

/** Whether the feed names a transcript that it did not name before. */
export const hasOtherTags = (now: LookupSubject, before: LookupSubject) =>
  now.transcriptTags.some(({ url }) => !before.transcriptTags.some((tag) => tag.url === url));
