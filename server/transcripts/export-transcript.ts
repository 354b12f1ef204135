import { getChapters, getEpisode } from "@/server/episodes/episodes.service";
import { isPrivateFeed } from "@/server/feeds/feeds.service";
import type { Core } from "@/server/platform/core";
import { invalid, notFound } from "@/server/platform/errors";
import { withoutSecrets } from "@/server/platform/secret-parameters";
import { exportFilename } from "./export-filename";
import type { ExportDocument, TranscriptExport } from "./exports/format";
import { transcriptExports } from "./exports/index";
import { getVersion, readTranscript } from "./read-transcript";

export type ExportedFile = { fileName: string; mediaType: string; body: string };
export type ExportFormat = TranscriptExport["format"];

/**
 * A transcript of an episode as a file: the named version, or else the preferred one.
 * @throws `not_found`; `conflict` for subtitles of a transcript without times.
 */
export async function exportTranscript(
  ctx: Pick<Core, "db" | "files">,
  input: { id: number; format: ExportFormat; version?: number | undefined; feedPage?: string },
): Promise<ExportedFile> {
  const format = transcriptExports.find((candidate) => candidate.format === input.format);
  if (!format) throw invalid(`there is no format ${input.format}`);
  const document = await readDocument(ctx, input);
  const { title, publishedAt } = document;
  const fileName = exportFilename({ title, publishedAt, extension: format.extension });
  return { fileName, mediaType: format.mediaType, body: format.render(document) };
}

/** All that an export may say of a transcript. @throws `not_found` */
async function readDocument(
  ctx: Pick<Core, "db" | "files">,
  {
    id,
    version: transcriptId,
    feedPage = null,
  }: { id: number; version?: number | undefined; feedPage?: string | null },
): Promise<ExportDocument> {
  const episode = await getEpisode(ctx, { id });
  const version = await getVersion(ctx.db, { episodeId: id, transcriptId });
  const transcript = await readTranscript(ctx, version);
  if (transcript.kind === "empty") throw notFound(transcript.because);
  return {
    title: episode.title,
    feedTitle: episode.feed_title,
    episodeId: id,
    guid: withoutSecrets(episode.guid),
    language: version.language ?? episode.language,
    source: version.source,
    model: version.model,
    publishedAt: episode.published_at,
    url: episode.link && withoutSecrets(episode.link),
    audioUrl: (await isPrivateFeed(ctx, episode.feed_id)) ? null : withoutSecrets(episode.audio_url),
    feedPage,
    chapters: (await getChapters(ctx, { id })).chapters,
    transcript,
  };
}
