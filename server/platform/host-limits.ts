import type { Clock } from "./clock";
import type { DbOrTx } from "./db";

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3600_000;
const READ_EVERY_MS = 10_000;

/** Which hosts have asked to be left alone, and until when. */
export type HostLimits = {
  /** Null when the host may be asked now. */
  pausedUntil(host: string): Promise<Date | null>;
  /** The host was too busy (429, 503): it is left alone as long as it asks, at least 30 s, longer each time in a row. */
  tooBusy(host: string, retryAfterMs: number | null): Promise<void>;
  /** The host has answered as it should. */
  answered(host: string): void;
};

/** Kept in the database, so that all processes and the next start know of it; read from there every ten seconds. */
export function createHostLimits({ db, clock }: { db: DbOrTx; clock: Clock }): HostLimits {
  const pauses = new Map<string, Date>();
  const strikes = new Map<string, number>();
  let readAt = Number.NEGATIVE_INFINITY;

  async function readShared(now: Date): Promise<void> {
    if (now.getTime() - readAt < READ_EVERY_MS) return;
    readAt = now.getTime();
    const rows = await db.hostLimit.findMany({ where: { nextAllowedAt: { gt: now } } });
    for (const row of rows) pause(row.host, row.nextAllowedAt);
  }

  /** Of several requests at once one may be told to wait longer than the others. */
  function pause(host: string, until: Date): void {
    const before = pauses.get(host);
    if (!before || before < until) pauses.set(host, until);
  }

  return {
    async pausedUntil(host) {
      const now = clock.now();
      await readShared(now);
      const until = pauses.get(host);
      if (!until || until <= now) {
        pauses.delete(host);
        return null;
      }
      return until;
    },
    async tooBusy(host, retryAfterMs) {
      const count = (strikes.get(host) ?? 0) + 1;
      strikes.set(host, count);
      const pauseMs = Math.max(retryAfterMs ?? 0, Math.min(FIRST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS));
      const nextAllowedAt = new Date(clock.now().getTime() + pauseMs);
      pause(host, nextAllowedAt);
      await db.$executeRaw`
        INSERT INTO host_limit (host, next_allowed_at, reason) VALUES (${host}, ${nextAllowedAt}, 'the host answered that it is too busy')
        ON CONFLICT (host) DO UPDATE SET next_allowed_at = greatest(host_limit.next_allowed_at, excluded.next_allowed_at),
          reason = excluded.reason, updated_at = now()`;
    },
    answered(host) {
      strikes.delete(host);
    },
  };
}

/** Slows nobody. */
export const noHostLimits: HostLimits = { pausedUntil: async () => null, tooBusy: async () => {}, answered: () => {} };
