import { Zip, ZipDeflate } from "fflate";
import { getEpisode, listReadable } from "@/server/episodes/episodes.service";
import { getFeed } from "@/server/feeds/feeds.service";
import type { Core } from "@/server/platform/core";
import { AppError, notFound } from "@/server/platform/errors";
import { exportFilename } from "@/server/transcripts/export-filename";
import { type ExportFormat, exportTranscript } from "@/server/transcripts/export-transcript";
import { createUniqueNames } from "./unique-names";

export type FeedArchive = { fileName: string; mediaType: string; content: AsyncIterable<Uint8Array> };

/**
 * All transcripts of a feed as one ZIP file, each under a readable name of its own. It is made while it is read, episode by
 * episode, so it is never in memory as a whole. What cannot be exported (subtitles of a text without times, a file that is
 * missing) is named in a list at its end instead of breaking it off.
 * @throws `not_found` when there is no such feed, or it has no transcript.
 */
export async function exportFeed(
  ctx: Pick<Core, "db" | "files">,
  input: { id: number; format: ExportFormat },
): Promise<FeedArchive> {
  const feed = await getFeed(ctx, input);
  const episodes = await listReadable(ctx.db, { feedId: input.id });
  if (episodes.length === 0) throw notFound(`«${feed.display_title}» has no transcripts yet`);
  const name = exportFilename({ title: `${feed.display_title} transcripts`, publishedAt: null, extension: "zip" });
  const ids = episodes.map((episode) => episode.episodeId);
  return { fileName: name, mediaType: "application/zip", content: zipped(filesOf(ctx, ids, input.format)) };
}

type ArchivedFile = { name: string; body: string };

async function* filesOf(
  ctx: Pick<Core, "db" | "files">,
  ids: readonly number[],
  format: ExportFormat,
): AsyncGenerator<ArchivedFile> {
  const unique = createUniqueNames();
  const missed: string[] = [];
  for (const id of ids) {
    try {
      const { fileName, body } = await exportTranscript(ctx, { id, format });
      yield { name: unique(fileName), body };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      missed.push(`${await nameOf(ctx, id)}: ${error.message}`);
    }
  }
  if (missed.length > 0) yield { name: unique("not exported.txt"), body: `${missed.join("\n")}\n` };
}

/** Of an episode, as its file would begin. */
async function nameOf(ctx: Pick<Core, "db">, id: number): Promise<string> {
  const { title, published_at: date } = await getEpisode(ctx, { id });
  return [date?.toISOString().slice(0, 10), title].filter(Boolean).join(" ");
}

/** One file after the other; the reader sets the pace. */
async function* zipped(files: AsyncIterable<ArchivedFile>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const taken = () => {
    const chunks = ready;
    ready = [];
    return chunks;
  };
  for await (const { name, body } of files) {
    const entry = new ZipDeflate(name, { level: 6 });
    zip.add(entry);
    entry.push(new TextEncoder().encode(body), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
