import { type DbOrTx, type JsonValue, sql, sqlEmpty } from "@/server/platform/db";
import type { Claim, DueJob, JobChange, JobState } from "./jobs.schema";

export type NewJob = {
  type: string;
  subject: string;
  payload: JsonValue;
  feedId: number | null;
  episodeId: number | null;
  priority: number;
  maxAttempts: number;
  keepsInStep: boolean;
  runAt: Date;
};

/**
 * Inserts the jobs whose subject has no live job yet, and answers them. One that waits already may rise in priority, one that
 * runs may be asked for again. Until the caller's transaction ends no worker takes them: it would not see what they are about.
 * Ids follow the order in which jobs are asked for; rows are locked by subject, so that two callers never wait for each other.
 */
export async function insertMissing(db: DbOrTx, jobs: readonly NewJob[]): Promise<DueJob[]> {
  if (jobs.length === 0) return [];
  const repeated = [...new Set(jobs.filter((job) => job.keepsInStep).map((job) => job.type))];
  const rows = await db.$queryRaw<(DueJob & { isNew: boolean })[]>`
    INSERT INTO job (id, type, subject, payload, feed_id, episode_id, priority, max_attempts, run_at)
    SELECT id, type, subject, payload, "feedId", "episodeId", priority, "maxAttempts", "runAt" FROM (
      SELECT nextval('job_id_seq') AS id, j.* FROM jsonb_to_recordset(${JSON.stringify(onePerSubject(jobs))}::jsonb)
        AS j(type text, subject text, payload jsonb, "feedId" int, "episodeId" int, priority int, "maxAttempts" int, "runAt" timestamptz)
    ) wanted ORDER BY type, subject
    ON CONFLICT (type, subject) WHERE state IN ('queued', 'running') DO UPDATE SET
      priority = least(job.priority, excluded.priority), run_at = least(job.run_at, excluded.run_at),
      is_asked_again = job.state = 'running', rev = nextval('job_rev'), updated_at = now()
    WHERE CASE job.state WHEN 'queued' THEN job.priority > excluded.priority ELSE job.type = ANY(${repeated}) END
    RETURNING id, type, attempt, priority, xmax = 0 AS "isNew"`; // xmax is 0 in a row that was inserted
  return rows.filter((row) => row.isNew).map(({ isNew: _, ...job }) => job);
}

/** For whoever changes several live jobs at once: the order in which `insertMissing` locks them. */
const lockBySubject = sql`ORDER BY type, subject FOR UPDATE`;

/** The live job of a subject, also one that runs, is no longer one that nobody has asked for. */
export async function markAskedFor(db: DbOrTx, { type, subject }: Pick<NewJob, "type" | "subject">): Promise<void> {
  await db.$executeRaw`
    UPDATE job SET payload = payload - 'isAutomatic'
    WHERE type = ${type} AND subject = ${subject} AND state IN ('queued', 'running')`;
}

/** The most urgent of each: one statement may not touch a row twice. */
function onePerSubject(jobs: readonly NewJob[]): NewJob[] {
  const bySubject = new Map<string, NewJob>();
  for (const job of jobs) {
    const key = `${job.type} ${job.subject}`;
    const before = bySubject.get(key);
    if (!before || job.priority < before.priority) bySubject.set(key, job);
  }
  return [...bySubject.values()];
}

/** Takes the best due job of a type in one statement, so that two workers never hold the same one. */
export async function claimNext(
  db: DbOrTx,
  claim: { type: string; owner: string; token: string; now: Date; leaseMs: number },
): Promise<Claim | null> {
  const leaseUntil = new Date(claim.now.getTime() + claim.leaseMs);
  const rows = await db.$queryRaw<Claim[]>`
    UPDATE job SET state = 'running', attempt = attempt + 1, lease_owner = ${claim.owner}, lease_token = ${claim.token}::uuid,
      lease_until = ${leaseUntil}, started_at = ${claim.now}, progress = 0, progress_note = NULL, error = NULL,
      is_asked_again = false, rev = nextval('job_rev'), updated_at = now()
    WHERE id = (
      SELECT id FROM job WHERE type = ${claim.type} AND state = 'queued' AND run_at <= ${claim.now}
      ORDER BY priority, run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) AND state = 'queued'
    RETURNING id, type, payload, attempt, max_attempts AS "maxAttempts", lease_token::text AS token`;
  return rows[0] ?? null;
}

/** Keeps a lease. False when it is lost: somebody else may hold the job by now. */
export async function renewLease(db: DbOrTx, claim: Claim, leaseUntil: Date): Promise<boolean> {
  return (
    (await db.$executeRaw`UPDATE job SET lease_until = ${leaseUntil} WHERE id = ${claim.id} AND lease_token = ${claim.token}::uuid`) >
    0
  );
}

export async function writeProgress(
  db: DbOrTx,
  claim: Claim,
  progress: { percent: number; note: string | null },
): Promise<void> {
  await db.$executeRaw`
    UPDATE job SET progress = ${progress.percent}, progress_note = ${progress.note}, rev = nextval('job_rev'), updated_at = now()
    WHERE id = ${claim.id} AND lease_token = ${claim.token}::uuid`;
}

/** The job that a CTE `ended` has ended is queued anew if it was asked for while it ran. */
const repeatEnded = sql`
  INSERT INTO job (type, subject, payload, feed_id, episode_id, priority, max_attempts, run_at)
  SELECT type, subject, payload, feed_id, episode_id, priority, max_attempts, run_at FROM ended
  WHERE is_asked_again AND state IN ('completed', 'failed')`;

/** Ends a run for good. False when the lease was lost, then nothing is written. */
export async function finish(
  db: DbOrTx,
  claim: Claim,
  end: { state: "completed" | "failed"; note: string | null; error: string | null; now: Date },
): Promise<boolean> {
  const ended = await db.$queryRaw<{ id: number }[]>`
    WITH ended AS (
      UPDATE job SET state = ${end.state}::job_state, error = ${end.error}, progress_note = ${end.note}, finished_at = ${end.now},
        progress = CASE WHEN ${end.state} = 'completed' THEN 100 ELSE progress END,
        lease_owner = NULL, lease_token = NULL, lease_until = NULL, rev = nextval('job_rev'), updated_at = now()
      WHERE id = ${claim.id} AND lease_token = ${claim.token}::uuid RETURNING *
    ), repeated AS (${repeatEnded})
    SELECT id FROM ended`;
  return ended.length > 0;
}

/** Puts a run back into the queue. With `refund` the run does not count as an attempt. */
export async function requeue(
  db: DbOrTx,
  claim: Claim,
  back: { runAt: Date; error: string | null; refund: boolean },
): Promise<boolean> {
  return (
    (await db.$executeRaw`
    UPDATE job SET state = 'queued', run_at = ${back.runAt}, error = ${back.error},
      attempt = attempt - ${back.refund ? 1 : 0},
      lease_owner = NULL, lease_token = NULL, lease_until = NULL, progress = 0, rev = nextval('job_rev'), updated_at = now()
    WHERE id = ${claim.id} AND lease_token = ${claim.token}::uuid`) > 0
  );
}

/** Frees what dead workers held. A job that has used all attempts fails instead of killing the next worker. */
export async function reclaimExpired(db: DbOrTx, now: Date): Promise<DueJob[]> {
  return db.$queryRaw<DueJob[]>`
    WITH expired AS (
      SELECT id FROM job WHERE state = 'running' AND lease_until < ${now} ${lockBySubject}
    ), ended AS (
      UPDATE job SET state = CASE WHEN attempt >= max_attempts THEN 'failed'::job_state ELSE 'queued'::job_state END,
        error = CASE WHEN attempt >= max_attempts THEN 'the worker stopped in the middle of every attempt' ELSE error END,
        finished_at = CASE WHEN attempt >= max_attempts THEN ${now}::timestamptz ELSE NULL END,
        lease_owner = NULL, lease_token = NULL, lease_until = NULL, progress = 0, rev = nextval('job_rev'), updated_at = now()
      WHERE id IN (SELECT id FROM expired) RETURNING *
    ), repeated AS (${repeatEnded})
    SELECT id, type, attempt, priority FROM ended`;
}

/** The next due jobs of each of these types, best first. */
export async function listDue(
  db: DbOrTx,
  window: { types: readonly string[]; now: Date; limitPerType: number },
): Promise<DueJob[]> {
  return db.$queryRaw<DueJob[]>`
    SELECT due.id, due.type, due.attempt, due.priority FROM unnest(${[...window.types]}::text[]) AS wanted(type) CROSS JOIN LATERAL (
      SELECT * FROM job WHERE job.type = wanted.type AND state = 'queued' AND run_at <= ${window.now}
      ORDER BY priority, run_at, id LIMIT ${window.limitPerType}
    ) due`;
}

/** Everything that changed after `rev`, oldest change first. */
export async function listChanges(
  db: DbOrTx,
  since: { rev: bigint; limit: number; feedId?: number | undefined; episodeId?: number | undefined },
): Promise<JobChange[]> {
  const feed = since.feedId
    ? sql`AND (job.feed_id = ${since.feedId} OR job.episode_id IN (SELECT id FROM episode WHERE feed_id = ${since.feedId}))`
    : sqlEmpty;
  const episode = since.episodeId ? sql`AND job.episode_id = ${since.episodeId}` : sqlEmpty;
  return db.$queryRaw<JobChange[]>`
    SELECT id, type, state::text, feed_id AS "feedId", episode_id AS "episodeId", progress, progress_note AS note, error, rev::text
    FROM job WHERE rev > ${since.rev} ${feed} ${episode} ORDER BY rev LIMIT ${since.limit}`;
}

export type LatestJob = {
  id: number;
  state: JobState;
  progress: number;
  note: string | null;
  error: string | null;
  finishedAt: Date | null;
};

export async function findLatestJob(db: DbOrTx, type: string): Promise<LatestJob | null> {
  const row = await db.job.findFirst({
    where: { type },
    orderBy: { id: "desc" },
    select: { id: true, state: true, progress: true, progressNote: true, error: true, finishedAt: true },
  });
  return row && { ...row, note: row.progressNote };
}

export async function currentRev(db: DbOrTx): Promise<bigint> {
  const rows = await db.$queryRaw<{ rev: bigint }[]>`SELECT last_value AS rev FROM job_rev`;
  return rows[0]?.rev ?? 0n;
}

/** History is kept for a while, then it goes; that of a feed in the trash stays with it, for a restore to take up. */
export async function deleteFinishedBefore(db: DbOrTx, before: Date): Promise<number> {
  return db.$executeRaw`
    DELETE FROM job WHERE state IN ('completed', 'failed', 'cancelled') AND finished_at < ${before}
      AND NOT EXISTS (SELECT 1 FROM feed f WHERE f.id = job.feed_id AND f.deleted_at IS NOT NULL)`;
}

/** Takes the live jobs of a feed and of its episodes away from whoever holds them. Answers how many. */
export async function cancelOfFeed(
  db: DbOrTx,
  cancel: { feedId: number; because: string; now: Date },
): Promise<number> {
  const cancelled = await db.$queryRaw<{ id: number }[]>`
    WITH live AS (
      SELECT id FROM job WHERE state IN ('queued', 'running')
        AND (feed_id = ${cancel.feedId} OR episode_id IN (SELECT id FROM episode WHERE feed_id = ${cancel.feedId})) ${lockBySubject}
    )
    UPDATE job SET state = 'cancelled', error = ${cancel.because}, finished_at = ${cancel.now},
      lease_owner = NULL, lease_token = NULL, lease_until = NULL, rev = nextval('job_rev'), updated_at = now()
    WHERE id IN (SELECT id FROM live) RETURNING id`;
  return cancelled.length;
}
