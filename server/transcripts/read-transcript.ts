import type { Core } from "@/server/platform/core";
import type { DbOrTx } from "@/server/platform/db";
import { notFound } from "@/server/platform/errors";
import type { ParsedTranscript } from "./cue";
import { parseTranscript } from "./parse-transcript";
import { renameSpeakers } from "./rename-speakers";
import * as repo from "./transcripts.repo";

type Reading = Pick<Core, "db" | "files">;

/** The stored original of a version, parsed. @throws `not_found` when its file is gone. */
export async function readOriginal(
  ctx: Pick<Core, "files">,
  version: repo.StoredTranscript,
): Promise<ParsedTranscript> {
  const bytes = await ctx.files.get(version.original_key);
  return parseTranscript(bytes, { mediaType: version.media_type, url: version.url ?? version.original_key });
}

/** A version as it is shown, exported and searched: with the names that were given to its speakers. */
export async function readTranscript(ctx: Reading, version: repo.StoredTranscript): Promise<ParsedTranscript> {
  const names = await repo.listSpeakerNames(ctx.db, { feedId: version.feed_id, episodeId: version.episode_id });
  return renameSpeakers(await readOriginal(ctx, version), new Map(names.map(({ label, name }) => [label, name])));
}

/** Null when the episode has no such version. */
export async function findTranscript(
  db: DbOrTx,
  which: { episodeId: number; transcriptId: number },
): Promise<repo.StoredTranscript | null> {
  const versions = await repo.listVersions(db, which.episodeId);
  return versions.find((version) => version.id === which.transcriptId) ?? null;
}

/** The version that is shown and searched. Null when the episode has no transcript. */
export async function findPreferred(db: DbOrTx, episodeId: number): Promise<repo.StoredTranscript | null> {
  const [version] = await repo.listVersions(db, episodeId);
  return version?.is_preferred ? version : null;
}

/** The named version, or else the preferred one. @throws `not_found` */
export async function getVersion(
  db: DbOrTx,
  which: { episodeId: number; transcriptId?: number | undefined },
): Promise<repo.StoredTranscript> {
  const { episodeId, transcriptId } = which;
  if (transcriptId === undefined) {
    const preferred = await findPreferred(db, episodeId);
    if (!preferred) throw notFound(`episode ${episodeId} has no transcript`);
    return preferred;
  }
  const version = await findTranscript(db, { episodeId, transcriptId });
  if (!version) throw notFound(`episode ${episodeId} has no transcript ${transcriptId}`);
  return version;
}
