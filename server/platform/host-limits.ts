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
    for (const row of rows) pauses.set(row.host, row.nextAllowedAt);
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
      pauses.set(host, nextAllowedAt);
      const reason = "the host answered that it is too busy";
      await db.hostLimit.upsert({
        where: { host },
        create: { host, nextAllowedAt, reason },
        update: { nextAllowedAt, reason },
      });
    },
    answered(host) {
      strikes.delete(host);
    },
  };
}

/** Slows nobody. */
export const noHostLimits: HostLimits = { pausedUntil: async () => null, tooBusy: async () => {}, answered: () => {} };
