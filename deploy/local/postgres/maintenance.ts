import { setInterval } from "node:timers/promises";
import type { Backend } from "./backend";

const CHECKPOINT_AFTER_BYTES = 64 * 1024 ** 2; // replayed in about a second if the process is killed

// The thresholds are the defaults of autovacuum; the largest need comes first.
const tablesInNeed = `
  SELECT format('%I.%I', schemaname, stat.relname)
  FROM pg_stat_all_tables stat JOIN pg_class ON pg_class.oid = relid
  WHERE schemaname NOT LIKE 'pg_toast%' AND relpersistence = 'p'
    AND (n_dead_tup > 50 + 0.2 * greatest(reltuples, 0)
      OR n_ins_since_vacuum > 1000 + 0.2 * greatest(reltuples, 0)
      OR n_mod_since_analyze > 50 + 0.1 * greatest(reltuples, 0))
  ORDER BY n_dead_tup + n_mod_since_analyze DESC`;

const logSinceCheckpoint = `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) FROM pg_control_checkpoint()`;

/**
 * Does what autovacuum and the checkpointer do in a server. PGlite has no background processes: without this, the files
 * of a table that is updated, and the write-ahead log, grow as long as the process lives.
 */
export async function maintainPeriodically(
  backend: Backend,
  options: { periodMs: number; signal: AbortSignal; onFailure: (error: unknown) => void },
): Promise<void> {
  const { periodMs, signal, onFailure } = options;
  try {
    for await (const _ of setInterval(periodMs, undefined, { signal, ref: false })) {
      await maintain(backend, signal).catch(onFailure);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** One round. Each table is a turn of its own, so that clients wait for one at most. */
export async function maintain(backend: Backend, signal?: AbortSignal): Promise<void> {
  await backend.query("SELECT pg_stat_force_next_flush()"); // what the last queries have counted comes into the next
  for (const [table] of await backend.query(tablesInNeed)) {
    if (signal?.aborted) return;
    await backend.query(`VACUUM (ANALYZE) ${table}`);
  }

  const [[written] = []] = await backend.query(logSinceCheckpoint);
  if (Number(written) > CHECKPOINT_AFTER_BYTES) await backend.query("CHECKPOINT");
}
