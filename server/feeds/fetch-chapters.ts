import { parseChaptersDocument } from "@/server/episodes/chapters";
import { findChaptersUrl, setLinkedChapters } from "@/server/episodes/episodes.service";
import type { JobOutcome } from "@/server/jobs/jobs.schema";
import type { Core } from "@/server/platform/core";
import { statusError } from "@/server/platform/http";
import { httpOfFeed } from "./feeds.service";

const MAX_BYTES = 2_000_000;
const TIMEOUT_MS = 30_000;

/** Fetches the chapters that an episode's feed names (`podcast:chapters`). @throws AppError when the host does not give them */
export async function fetchChapters(
  ctx: Pick<Core, "db" | "http" | "clock" | "secrets">,
  { episodeId }: { episodeId: number },
  run: { signal: AbortSignal },
): Promise<JobOutcome> {
  const episode = await findChaptersUrl(ctx.db, episodeId);
  if (!episode) return { kind: "skipped", because: "the episode or its chapters are gone" };
  const http = await httpOfFeed(ctx, episode.feedId);
  const request = { maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, signal: run.signal };
  const response = await http.get(episode.chaptersUrl, request);
  if (response.status !== 200) throw statusError(response, ctx.clock.now());

  const chapters = parseChaptersDocument(response.body);
  if (chapters === null)
    return { kind: "failed", because: `${new URL(response.url).host} gave no document of chapters` };
  await setLinkedChapters(ctx.db, episodeId, chapters);
  return { kind: "done", note: `${chapters.length} chapters` };
}
