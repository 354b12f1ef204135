import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";

/** Stores a second version of an episode's transcript, as a transcriber would. Answers its number. */
export async function storeVersion(episodeId: number, body: string): Promise<number> {
  const { E2E_DATABASE_URL: connectionString, E2E_STORAGE_PATH: folder = "" } = process.env;
  const key = `transcripts/second/${episodeId}.vtt`;
  await mkdir(path.dirname(path.join(folder, key)), { recursive: true });
  await writeFile(path.join(folder, key), body);
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO transcript (episode_id, source, model, language, format, is_timed, original_key, size_bytes, sha256)
       VALUES ($1, 'whisper', 'base', 'en', 'vtt', true, $2, $3, $2) RETURNING id`,
      [episodeId, key, body.length],
    );
    return rows[0]?.id ?? 0;
  } finally {
    await client.end();
  }
}
