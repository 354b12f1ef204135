import { findLookupSubject, lockLookupSubject } from "@/server/episodes/episodes.service";
import type { JobOutcome } from "@/server/jobs/jobs.schema";
import type { Core } from "@/server/platform/core";
import { type Phrase, phrasesOf } from "@/server/transcripts/phrases";
import { findTranscript, readTranscript } from "@/server/transcripts/read-transcript";
import { markIndexed } from "@/server/transcripts/transcripts.service";
import * as repo from "./search.repo";

/** A quoted phrase of up to so many words is found although it runs on into the next phrase. */
const LOOKAHEAD_WORDS = 12;

/**
 * Puts an episode's preferred transcript into the search index, in place of what was there. Twice is once. The old rows are
 * found until the new ones are complete.
 */
export async function indexTranscript(
  ctx: Pick<Core, "db" | "files" | "clock">,
  { transcriptId, episodeId }: { transcriptId: number; episodeId: number },
): Promise<JobOutcome> {
  const episode = await findLookupSubject(ctx.db, episodeId);
  const version = await findTranscript(ctx.db, { episodeId, transcriptId });
  if (!episode || !version) return { kind: "skipped", because: "the transcript or its feed was deleted" };
  if (!version.is_preferred) return { kind: "skipped", because: "another transcript is preferred" };

  const segments = segmentsOf(phrasesOf(await readTranscript(ctx, version)));
  const lang = (version.language ?? episode.language ?? "").toLowerCase().split(/[-_]/)[0] ?? "";
  const subject = { transcriptId, episodeId, feedId: episode.feedId, lang };
  const isShown = await ctx.db.$transaction(async (tx) => {
    // Another version may have been chosen, and indexed, since this one was read.
    const current = await lockLookupSubject(tx, episodeId);
    if (current?.preferredTranscriptId !== transcriptId) return false;
    await repo.replaceSegments(tx, subject, segments);
    await markIndexed(tx, transcriptId, ctx.clock.now());
    return true;
  });
  if (!isShown) return { kind: "skipped", because: "another transcript is preferred" };
  return { kind: "done", note: `${segments.length} phrases` };
}

function segmentsOf(phrases: readonly Phrase[]): repo.NewSegment[] {
  return phrases.map((phrase, idx) => ({
    idx,
    startMs: phrase.startMs,
    endMs: phrase.endMs,
    speaker: phrase.speaker ?? null,
    text: phrase.text,
    lookahead: firstWords(phrases[idx + 1]?.text ?? ""),
    cueOffsets: phrase.cueStarts.map((cue) => cue.offset),
    cueStartMs: phrase.cueStarts.map((cue) => cue.startMs),
    cueEndMs: phrase.cueStarts.map((cue) => cue.endMs),
  }));
}

const firstWords = (text: string) => text.split(" ", LOOKAHEAD_WORDS).join(" ");
