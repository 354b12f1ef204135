import { type DbOrTx, sql, sqlEmpty } from "@/server/platform/db";
import type { EpisodeState } from "./episode-state";

/** What a download of audio needs to know. */
export type AudioSubject = {
  id: number;
  feedId: number;
  title: string;
  state: EpisodeState;
  publishedAt: Date | null;
  enclosureUrl: string;
  enclosureBytes: number | null;
  audioKey: string | null;
  audioSizeBytes: number | null;
  audioSha256: string | null;
  hasTranscript: boolean;
  /** Where its transcripts come from, of all versions. */
  transcriptSources: string[];
  isDownloading: boolean;
  /** It is being downloaded, and not only by itself. */
  isAskedFor: boolean;
  /** A transcription of it runs or waits. */
  isBeingTranscribed: boolean;
};

/** Null also when the feed lies in the trash. */
export async function findAudioSubject(db: DbOrTx, id: number): Promise<AudioSubject | null> {
  const rows = await db.$queryRaw<AudioSubject[]>`
    SELECT e.id, e.feed_id AS "feedId", e.title, e.state::text, e.published_at AS "publishedAt", e.enclosure_url AS "enclosureUrl",
      e.enclosure_bytes::float8 AS "enclosureBytes", e.audio_key AS "audioKey", e.audio_size_bytes::float8 AS "audioSizeBytes",
      e.audio_sha256 AS "audioSha256", e.preferred_transcript_id IS NOT NULL AS "hasTranscript",
      ARRAY(SELECT t.source FROM transcript t WHERE t.episode_id = e.id) AS "transcriptSources",
      EXISTS (SELECT 1 FROM job j WHERE j.type = 'downloadAudio' AND j.episode_id = e.id AND j.state IN ('queued', 'running')) AS "isDownloading",
      EXISTS (SELECT 1 FROM job j WHERE j.type = 'downloadAudio' AND j.episode_id = e.id AND j.state IN ('queued', 'running')
        AND j.payload->'isAutomatic' IS NULL) AS "isAskedFor",
      EXISTS (SELECT 1 FROM job j WHERE j.type = 'transcribe' AND j.episode_id = e.id AND j.state IN ('queued', 'running')) AS "isBeingTranscribed"
    FROM episode e JOIN feed f ON f.id = e.feed_id WHERE e.id = ${id} AND f.deleted_at IS NULL`;
  return rows[0] ?? null;
}

export type StoredAudio = { key: string; sizeBytes: number; sha256: string };

/** Writes down that an episode's audio is stored. Answers the state that it is in, or null when it is gone. */
export async function setAudio(db: DbOrTx, id: number, audio: StoredAudio, at: Date): Promise<EpisodeState | null> {
  const rows = await db.$queryRaw<{ state: EpisodeState }[]>`
    UPDATE episode SET audio_key = ${audio.key}, audio_size_bytes = ${audio.sizeBytes}, audio_sha256 = ${audio.sha256},
      audio_stored_at = ${at}, updated_at = now()
    WHERE id = ${id} RETURNING state::text`;
  return rows[0]?.state ?? null;
}

/** Forgets an episode's audio. False when it is no longer that file. */
export async function clearAudio(db: DbOrTx, id: number, key: string): Promise<boolean> {
  return (
    (await db.$executeRaw`
    UPDATE episode SET audio_key = NULL, audio_size_bytes = NULL, audio_sha256 = NULL, audio_stored_at = NULL, updated_at = now()
    WHERE id = ${id} AND audio_key = ${key}`) > 0
  );
}

/** Episodes whose download nobody is at work on go back to where they came from: of one feed, or of all. Answers how many. */
export async function returnDownloads(db: DbOrTx, of: { feedId?: number } = {}): Promise<number> {
  return db.$executeRaw`
    UPDATE episode SET state = coalesce(resume_state, 'needs_audio'), resume_state = NULL, state_changed_at = now(), updated_at = now()
    WHERE state = 'downloading' ${of.feedId === undefined ? sqlEmpty : sql`AND feed_id = ${of.feedId}`}
      AND NOT EXISTS (SELECT 1 FROM job j WHERE j.type = 'downloadAudio' AND j.episode_id = episode.id AND j.state IN ('queued', 'running'))`;
}
