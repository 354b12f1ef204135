import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { AudioSubject, StoredAudio } from "@/server/episodes/episodes.service";
import type { Core } from "@/server/platform/core";
import { invalid } from "@/server/platform/errors";
import type { Append } from "@/server/platform/files";
import { type HttpStream, statusError } from "@/server/platform/http";
import { refuseWithoutRoom } from "./room";
import { type AudioExtension, SNIFF_BYTES, sniffAudio } from "./sniff-audio";
import {
  acceptAnswer,
  describeTransfer,
  isAbout,
  MAX_AUDIO_BYTES,
  mayResume,
  newTransfer,
  problemOfEnd,
  requestHeaders,
  tooLarge,
} from "./transfer";

/** As long as a job may take; a connection on which nothing comes is given up after a minute. */
const TIMEOUT_MS = 2 * 3600 * 1000;
const LOOK_AT_DISK_EVERY = 64_000_000;
const RESUME_AFTER_MS = 500;

type Context = Pick<Core, "db" | "http" | "files" | "clock" | "env">;
export type DownloadRun = { signal: AbortSignal; progress: (percent: number, note: string) => Promise<void> };

/**
 * Fetches an episode's audio into the storage: the whole file, or nothing. A connection that breaks is taken up again where
 * the host can. @throws AppError that says what is wrong with the host, the file or the room for it
 */
export async function fetchAudio(ctx: Context, episode: AudioSubject, run: DownloadRun): Promise<StoredAudio> {
  let stored: StoredAudio | null = null;
  await ctx.files.write("audio", async (append) => {
    const { extension, ...audio } = await receive(ctx, episode.enclosureUrl, run, append);
    const key = `audio/${episode.feedId}/${episode.id}.${extension}`;
    stored = { key, ...audio };
    return key;
  });
  if (!stored) throw new Error("a file was written without a key");
  return stored;
}

async function receive(ctx: Context, url: string, run: DownloadRun, append: Append) {
  const startedAt = ctx.clock.now().getTime();
  const hash = createHash("sha256");
  let transfer = newTransfer();
  let head = Buffer.alloc(0);
  let extension: AudioExtension | null = null;
  let lookAtDiskAt = LOOK_AT_DISK_EVERY;

  const take = async (chunk: Uint8Array) => {
    transfer.received += chunk.byteLength;
    if (transfer.received > MAX_AUDIO_BYTES) throw tooLarge();
    hash.update(chunk);
    if (!extension) {
      head = Buffer.concat([head, chunk]);
      if (head.byteLength >= SNIFF_BYTES) extension = extensionOf(head);
    }
    await append(chunk);
    if (transfer.received >= lookAtDiskAt) {
      lookAtDiskAt += LOOK_AT_DISK_EVERY;
      await refuseWithoutRoom(ctx, roomFor(transfer));
    }
    const { percent, note } = describeTransfer(transfer, ctx.clock.now().getTime() - startedAt);
    await run.progress(percent, note);
  };
  const read = async (answer: HttpStream) => {
    if (!isAbout(transfer, answer.status)) throw statusError(answer, ctx.clock.now());
    transfer = acceptAnswer(transfer, answer);
    if (transfer.received === 0) await refuseWithoutRoom(ctx, roomFor(transfer));
    for await (const chunk of answer.body) await take(chunk);
  };

  for (let resumes = 0; ; resumes++) {
    const before = transfer.received;
    try {
      const request = { headers: requestHeaders(transfer), timeoutMs: TIMEOUT_MS, signal: run.signal };
      await ctx.http.stream(url, request, read);
      const problem = problemOfEnd(transfer);
      if (problem) throw problem;
      break;
    } catch (error) {
      if (run.signal.aborted || !mayResume({ error, transfer, before, resumes })) throw error;
      await sleep(RESUME_AFTER_MS * Math.min(resumes, 10), undefined, { signal: run.signal });
    }
  }
  const sha256 = hash.digest("hex");
  return { extension: extension ?? extensionOf(head), sizeBytes: transfer.received, sha256 };
}

const roomFor = ({ received, total }: { received: number; total: number | null }) => ({
  wantedBytes: Math.max(received, total ?? 0),
  receivedBytes: received,
});

function extensionOf(head: Uint8Array): AudioExtension {
  const sniffed = sniffAudio(head);
  if (sniffed.kind === "other") throw invalid(sniffed.because);
  return sniffed.extension;
}
