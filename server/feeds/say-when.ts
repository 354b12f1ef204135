import { AppError } from "@/server/platform/errors";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What a person is told who waits for the answer: also when it is worth asking again, where that is known. */
export function sayWhen(error: unknown): unknown {
  if (!(error instanceof AppError) || !error.retryAfterMs) return error;
  const { kind, details, retryAfterMs } = error;
  const message = `${error.message}; it may be asked again in ${inWords(retryAfterMs)}`;
  return new AppError(kind, message, { cause: error, details, retryAfterMs });
}

/** Rounded up: whoever comes back then does not come too soon. */
function inWords(ms: number): string {
  if (ms <= 90 * MINUTE_MS) return counted(ms / MINUTE_MS, "minute");
  return ms <= 36 * HOUR_MS ? counted(ms / HOUR_MS, "hour") : counted(ms / DAY_MS, "day");
}

function counted(amount: number, unit: string): string {
  const count = Math.ceil(amount);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
