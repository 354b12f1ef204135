import { AppError, invalid, unavailable } from "@/server/platform/errors";
import { formatBytes } from "@/server/platform/format-bytes";

/** Podcasts of many hours in good quality stay below it. */
export const MAX_AUDIO_BYTES = 2_000_000_000;
const MAX_RESUMES = 20;

/** How far a file has come, over all connections that it takes. */
export type Transfer = {
  received: number;
  /** As the host has announced it; null when it has not. */
  total: number | null;
  /** Names this very content (a strong ETag, else the date of its last change), so that its rest can be asked for. */
  validator: string | null;
};

export const newTransfer = (): Transfer => ({ received: 0, total: null, validator: null });

/** What to ask the host for. */
export function requestHeaders({ received, validator }: Transfer): Record<string, string> {
  const headers = { accept: "audio/*, video/*;q=0.9, */*;q=0.5", "accept-encoding": "identity" };
  return received > 0 && validator ? { ...headers, range: `bytes=${received}-`, "if-range": validator } : headers;
}

/** Whether an answer is about the file, and not about some trouble: a success, or that there is no such rest of it. */
export const isAbout = ({ received }: Transfer, status: number): boolean =>
  (status >= 200 && status <= 299) || (status === 416 && received > 0);

/**
 * What an answer about the file means for its transfer: how that stands before the body is read.
 * @throws `invalid` when the file is too large, `unavailable` when the answer does not go on where the last one ended
 */
export function acceptAnswer(transfer: Transfer, answer: { status: number; headers: Headers }): Transfer {
  const { headers, status } = answer;
  if (transfer.received > 0) {
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get("content-range") ?? "") ?? [];
    const isSame = transfer.total === null || total === "*" || Number(total) === transfer.total;
    if (status !== 206 || Number(start) !== transfer.received || !isSame)
      throw unavailable("the file changed while it was fetched");
    return transfer;
  }
  if (status !== 200) throw unavailable(`the host answered ${status} to a request for the whole file`);
  const length = headers.get("content-encoding") ? null : headers.get("content-length");
  const total = length && /^\d+$/.test(length) ? Number(length) : null;
  if (total !== null && total > MAX_AUDIO_BYTES) throw tooLarge();
  const etag = headers.get("etag");
  const validator = etag && !etag.startsWith("W/") ? etag : headers.get("last-modified");
  return { received: 0, total, validator: total === null ? null : validator };
}

export const tooLarge = () => invalid(`the file has more than ${formatBytes(MAX_AUDIO_BYTES)}`);

/** What is wrong with a transfer whose connection has ended; null when it is complete. */
export function problemOfEnd({ received, total }: Transfer): AppError | null {
  if (total !== null && received < total)
    return unavailable(`the host sent only ${formatBytes(received)} of ${formatBytes(total)}`);
  if (total !== null && received > total) return unavailable("the host sent more than it had announced");
  return received === 0 ? invalid("the file is empty") : null;
}

/** Whether the rest is worth asking for. Without any progress since the last time it is not. */
export function mayResume(input: { error: unknown; transfer: Transfer; before: number; resumes: number }): boolean {
  const { error, transfer, before, resumes } = input;
  const isBroken = error instanceof AppError && error.kind === "unavailable" && error.details === undefined;
  return isBroken && transfer.validator !== null && transfer.received > before && resumes < MAX_RESUMES;
}

/** "12 of 45 MB, 2.1 MB/s, 16 s left", and how much that is in percent (0 where the end is not known). */
export function describeTransfer({ received, total }: Transfer, elapsedMs: number): { percent: number; note: string } {
  const speed = elapsedMs > 0 ? (1000 * received) / elapsedMs : 0;
  const pace = `${formatBytes(speed)}/s`;
  if (!total) return { percent: 0, note: `${formatBytes(received)}, ${pace}` };
  const left = speed > 0 ? `, ${formatWait((total - received) / speed)} left` : "";
  return {
    percent: (100 * received) / total,
    note: `${formatBytes(received)} of ${formatBytes(total)}, ${pace}${left}`,
  };
}

function formatWait(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
