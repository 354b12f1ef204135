import type { DbOrTx } from "@/server/platform/db";
import type { QueuedJob } from "./status.schema";

export type TypeCount = { type: string; state: string; isWaiting: boolean; count: number };

export async function countJobs(db: DbOrTx, now: Date): Promise<TypeCount[]> {
  return db.$queryRaw<TypeCount[]>`
    SELECT type, state::text, (state = 'queued' AND run_at > ${now}) AS "isWaiting", count(*)::int AS count FROM job GROUP BY 1, 2, 3`;
}

/** Running jobs and the next queued ones of each type, with what they are about. */
export async function listLiveJobs(
  db: DbOrTx,
  perType: number,
): Promise<(QueuedJob & { type: string; state: string })[]> {
  return db.$queryRaw`
    WITH live AS (
      SELECT j.*, row_number() OVER (PARTITION BY type, state ORDER BY priority, run_at, id) AS position
      FROM job j WHERE state IN ('queued', 'running')
    )
    SELECT j.type, j.state::text, j.id AS job_id, e.id AS episode_id, e.title AS episode_title, f.id AS feed_id,
      coalesce(f.custom_title, f.title) AS feed_title, j.priority, j.attempt, j.progress, j.progress_note AS note, j.error, j.run_at, j.started_at
    FROM live j LEFT JOIN episode e ON e.id = j.episode_id LEFT JOIN feed f ON f.id = coalesce(j.feed_id, e.feed_id)
    WHERE position <= ${perType} ORDER BY j.type, j.state, position`;
}

export type LibraryCounts = { feeds: number; failingFeeds: number; transcripts: number };

export async function countLibrary(db: DbOrTx): Promise<LibraryCounts> {
  const rows = await db.$queryRaw<LibraryCounts[]>`
    SELECT (SELECT count(*) FROM feed WHERE deleted_at IS NULL)::int AS feeds,
      (SELECT count(*) FROM feed WHERE deleted_at IS NULL AND last_error IS NOT NULL)::int AS "failingFeeds",
      (SELECT count(*) FROM transcript t JOIN episode e ON e.id = t.episode_id JOIN feed f ON f.id = e.feed_id
        WHERE f.deleted_at IS NULL)::int AS transcripts`;
  return rows[0] ?? { feeds: 0, failingFeeds: 0, transcripts: 0 };
}
