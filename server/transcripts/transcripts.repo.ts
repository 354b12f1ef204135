import { type DbOrTx, sql } from "@/server/platform/db";
import type { TranscriptVersion } from "./transcripts.schema";

/** A version with the key of its file. */
export type StoredTranscript = TranscriptVersion & {
  feed_id: number;
  original_key: string;
  media_type: string | null;
};

export async function nextId(db: DbOrTx): Promise<number> {
  const rows = await db.$queryRaw<{ id: number }[]>`SELECT nextval('transcript_id_seq')::int AS id`;
  return rows[0]?.id ?? 0;
}

export type NewTranscript = {
  id: number;
  episodeId: number;
  source: string;
  model: string | null;
  language: string | null;
  format: string;
  isTimed: boolean;
  originalKey: string;
  originalUrl: string | null;
  mediaType: string | null;
  sizeBytes: number;
  sha256: string;
};

/** Null when the same text from the same source is there already. */
export async function insertIfNew(db: DbOrTx, transcript: NewTranscript): Promise<number | null> {
  const rows = await db.transcript.createManyAndReturn({
    data: [transcript],
    skipDuplicates: true,
    select: { id: true },
  });
  return rows[0]?.id ?? null;
}

export async function findSame(
  db: DbOrTx,
  same: { episodeId: number; source: string; sha256: string },
): Promise<number | null> {
  const row = await db.transcript.findFirst({ where: same, select: { id: true } });
  return row?.id ?? null;
}

export async function listVersions(db: DbOrTx, episodeId: number): Promise<StoredTranscript[]> {
  return db.$queryRaw<StoredTranscript[]>`
    SELECT t.id, t.episode_id, e.feed_id, t.source, t.model, t.language, t.format, t.is_timed, coalesce(e.preferred_transcript_id = t.id, false) AS is_preferred,
      t.original_url AS url, t.size_bytes, t.indexed_at, t.created_at, t.original_key, t.media_type
    FROM transcript t JOIN episode e ON e.id = t.episode_id WHERE t.episode_id = ${episodeId}
    ORDER BY is_preferred DESC, t.id DESC`;
}

export type Outdated = { episodeId: number; hasAudio: boolean };

/** The episodes with a transcript of which none was made by this model; of a feed, or one, newest first. */
export async function listOutdated(
  db: DbOrTx,
  which: { feedId: number } | { episodeId: number },
  model: string,
): Promise<Outdated[]> {
  const subject = "feedId" in which ? sql`e.feed_id = ${which.feedId}` : sql`e.id = ${which.episodeId}`;
  return db.$queryRaw<Outdated[]>`
    SELECT e.id AS "episodeId", e.audio_key IS NOT NULL AS "hasAudio" FROM episode e
    WHERE ${subject} AND e.preferred_transcript_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM transcript t WHERE t.episode_id = e.id AND t.model = ${model})
    ORDER BY e.published_at DESC NULLS LAST, e.id DESC`;
}

export async function deleteVersion(db: DbOrTx, id: number): Promise<void> {
  await db.transcript.deleteMany({ where: { id } });
}

export type SpeakerName = { label: string; name: string; episodeId: number | null };

/** The names that hold in an episode: those of its feed first, then its own, which beat them. */
export async function listSpeakerNames(
  db: DbOrTx,
  { feedId, episodeId }: { feedId: number; episodeId: number },
): Promise<SpeakerName[]> {
  return db.speakerName.findMany({
    where: { feedId, OR: [{ episodeId: null }, { episodeId }] },
    select: { label: true, name: true, episodeId: true },
    orderBy: { episodeId: { sort: "asc", nulls: "first" } },
  });
}

type SpeakerKey = { feedId: number; episodeId: number | null; label: string };

export async function insertSpeakerName(db: DbOrTx, name: SpeakerKey & { name: string }): Promise<void> {
  await db.speakerName.createMany({ data: [name], skipDuplicates: true });
}

export async function deleteSpeakerName(db: DbOrTx, key: SpeakerKey): Promise<void> {
  await db.speakerName.deleteMany({ where: key });
}

/** A provider's transcripts of a feed whose id is below `beforeId`: those that were there when it was taken from `nextId`. */
export type Withdrawal = { feedId: number; provider: string; beforeId: number };

const withdrawn = ({ feedId, provider, beforeId }: Withdrawal) =>
  sql`e.feed_id = ${feedId} AND split_part(t.source, ':', 1) = ${provider} AND t.id < ${beforeId}`;

/** Episodes with such transcripts, in the order of their ids. */
export async function listWithdrawn(db: DbOrTx, which: Withdrawal, limit: number): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT e.id FROM transcript t JOIN episode e ON e.id = t.episode_id WHERE ${withdrawn(which)} ORDER BY e.id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

/** Deletes such transcripts of an episode, with all that was indexed of them. Answers the keys of their files. */
export async function deleteWithdrawn(tx: DbOrTx, which: Withdrawal, episodeId: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ key: string }[]>`
    DELETE FROM transcript t USING episode e WHERE e.id = t.episode_id AND e.id = ${episodeId} AND ${withdrawn(which)}
    RETURNING t.original_key AS key`;
  return rows.map((row) => row.key);
}

export async function markIndexed(db: DbOrTx, id: number, at: Date): Promise<void> {
  await db.transcript.updateMany({ where: { id }, data: { indexedAt: at } });
}
