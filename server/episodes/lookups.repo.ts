import { type DbOrTx, type Sql, sql, sqlEmpty } from "@/server/platform/db";
import { type EpisodeState, statesBefore } from "./episode-state";
import type { TranscriptTag } from "./episodes.schema";

/** What a lookup for a transcript needs to know. */
export type LookupSubject = {
  id: number;
  feedId: number;
  title: string;
  state: EpisodeState;
  publishedAt: Date | null;
  /** When the present round of lookups began. */
  lookupSince: Date;
  language: string | null;
  transcriptTags: TranscriptTag[];
  preferredTranscriptId: number | null;
  /** Of the preferred transcript. */
  transcriptSource: string | null;
  /** Somebody has chosen the preferred transcript: none takes its place by itself. */
  isPreferenceChosen: boolean;
  lookupFailures: number;
};

/** Null also when the feed lies in the trash. */
export async function findLookupSubject(db: DbOrTx, id: number): Promise<LookupSubject | null> {
  return selectLookupSubject(db, id, sqlEmpty);
}

/** The same, and nobody changes the episode until the transaction ends. */
export async function lockLookupSubject(tx: DbOrTx, id: number): Promise<LookupSubject | null> {
  return selectLookupSubject(tx, id, sql`FOR UPDATE OF e`);
}

async function selectLookupSubject(db: DbOrTx, id: number, lock: Sql): Promise<LookupSubject | null> {
  const rows = await db.$queryRaw<LookupSubject[]>`
    SELECT e.id, e.feed_id AS "feedId", e.title, e.state::text, e.published_at AS "publishedAt",
      coalesce(e.lookup_since, e.created_at) AS "lookupSince", e.language, e.transcript_tags AS "transcriptTags",
      e.preferred_transcript_id AS "preferredTranscriptId", t.source AS "transcriptSource",
      e.is_preference_chosen AS "isPreferenceChosen", e.lookup_failures AS "lookupFailures"
    FROM episode e JOIN feed f ON f.id = e.feed_id LEFT JOIN transcript t ON t.id = e.preferred_transcript_id
    WHERE e.id = ${id} AND f.deleted_at IS NULL ${lock}`;
  return rows[0] ?? null;
}

export async function clearNextRetry(db: DbOrTx, id: number): Promise<void> {
  await db.episode.updateMany({ where: { id, nextRetryAt: { not: null } }, data: { nextRetryAt: null } });
}

/** Those whose last lookup has died are not among them: they wait first, like after any failure (`listStranded`). */
export async function listDueRetries(db: DbOrTx, due: { now: Date; limit: number }): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT e.id FROM episode e JOIN feed f ON f.id = e.feed_id
    WHERE e.next_retry_at <= ${due.now} AND f.deleted_at IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM (SELECT state, finished_at FROM job WHERE episode_id = e.id AND type = 'fetchTranscript' ORDER BY id DESC LIMIT 1) j
        WHERE j.state IN ('queued', 'running')
          OR (j.state = 'failed' AND j.finished_at >= coalesce(e.transcript_checked_at, '-infinity')))
    ORDER BY e.next_retry_at LIMIT ${due.limit}`;
  return rows.map((row) => row.id);
}

/** Which episodes are meant; what is left out does not narrow. */
export type EpisodeSelection = { ids?: readonly number[] | undefined; feedId?: number | undefined };

const selected = ({ ids, feedId }: EpisodeSelection): Sql => sql`
  ${ids === undefined ? sqlEmpty : sql`AND e.id = ANY(${[...ids]}::int[])`}
  ${feedId === undefined ? sqlEmpty : sql`AND e.feed_id = ${feedId}`}`;

export async function countSelected(db: DbOrTx, selection: EpisodeSelection): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM episode e JOIN feed f ON f.id = e.feed_id
    WHERE f.deleted_at IS NULL ${selected(selection)}`;
  return rows[0]?.count ?? 0;
}

/**
 * Begins a round of lookups for up to `limit` episodes without a transcript, newest first, as if nobody had looked yet: they
 * become `new`; where there is work on their audio, a retry is due, in case that a job is just ending. A round that began at
 * the same moment is the same. Answers which.
 */
export async function restartLookups(
  db: DbOrTx,
  restart: { selection: EpisodeSelection; from: readonly EpisodeState[]; at: Date; limit: number },
): Promise<number[]> {
  const isMeant = sql`e.state = ANY(${[...restart.from]}::episode_state[]) AND e.preferred_transcript_id IS NULL
    AND e.lookup_since IS DISTINCT FROM ${restart.at}`;
  const state = sql`CASE WHEN e.state = ANY(${statesBefore("lookupRequested", "new")}::episode_state[]) THEN 'new' ELSE e.state END`;
  const rows = await db.$queryRaw<{ id: number }[]>`
    UPDATE episode e SET state = ${state}, state_reason = NULL, lookup_failures = 0, lookup_since = ${restart.at},
      next_retry_at = CASE WHEN ${state} <> 'new' THEN ${restart.at}::timestamptz END,
      resume_state = CASE WHEN e.state = 'downloading' THEN 'new'::episode_state END,
      state_changed_at = CASE WHEN e.state = ${state} THEN e.state_changed_at ELSE now() END, updated_at = now()
    WHERE e.id IN (
      SELECT e.id FROM episode e JOIN feed f ON f.id = e.feed_id
      WHERE ${isMeant} AND f.deleted_at IS NULL ${selected(restart.selection)}
      ORDER BY e.published_at DESC NULLS LAST, e.id DESC LIMIT ${restart.limit}
    ) AND ${isMeant}
    RETURNING e.id`;
  return rows.map((row) => row.id);
}

/** Gives the reason anew for which a provider has none, where that is remembered of episodes without a transcript. */
export async function correctLookupResults(
  db: DbOrTx,
  { provider, reasons, at }: { provider: string; reasons: readonly { id: number; reason: string }[]; at: Date },
): Promise<void> {
  await db.$executeRaw`
    UPDATE episode e SET updated_at = now(), lookup_results = (
      SELECT jsonb_agg(CASE WHEN result->>'provider' = ${provider} AND result->>'outcome' = 'none'
        THEN result || jsonb_build_object('reason', r.reason, 'at', ${at}::timestamptz) ELSE result END ORDER BY place)
      FROM jsonb_array_elements(e.lookup_results) WITH ORDINALITY AS result(result, place))
    FROM jsonb_to_recordset(${JSON.stringify(reasons)}::jsonb) AS r(id int, reason text)
    WHERE e.id = r.id AND e.preferred_transcript_id IS NULL
      AND e.lookup_results @> ${JSON.stringify([{ provider, outcome: "none" }])}::jsonb`;
}

/**
 * An episode that is to be looked for while no job does so; `failure` is what the last one died of. One that is not `new` counts
 * only when a job has died since the last lookup that came to something.
 */
export type Stranded = { id: number; failure: string | null };

export async function listStranded(db: DbOrTx, since: { now: Date; before: Date; limit: number }): Promise<Stranded[]> {
  return db.$queryRaw<Stranded[]>`
    SELECT e.id, CASE WHEN j.state = 'failed' AND (e.state <> 'new' OR j.finished_at >= e.state_changed_at)
      THEN coalesce(j.error, 'no reason is known') END AS failure
    FROM episode e JOIN feed f ON f.id = e.feed_id LEFT JOIN LATERAL (
      SELECT state, error, finished_at FROM job WHERE episode_id = e.id AND type = 'fetchTranscript' ORDER BY id DESC LIMIT 1
    ) j ON true
    WHERE f.deleted_at IS NULL AND (
      (e.state = 'new' AND e.state_changed_at < ${since.before} AND (j.state IS NULL OR j.state IN ('failed', 'completed')))
      OR ((e.next_retry_at <= ${since.now} OR (e.state IN ('downloading', 'audio_ready') AND e.next_retry_at IS NULL AND e.preferred_transcript_id IS NULL))
        AND j.state = 'failed' AND j.finished_at < ${since.before} AND j.finished_at >= coalesce(e.transcript_checked_at, '-infinity')))
    ORDER BY e.id LIMIT ${since.limit}`;
}
