import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { aFeed, aTranscript } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";

export const EPISODES = 3;

export let host: FeedHost;
export let app: TestApp;

/** A library and a host for the tests of a file: call it once, at its beginning. */
export function setUpTrashTests(): void {
  beforeAll(async () => {
    host = await startFeedHost();
    app = await openTestApp({ allow: [host.allow] });
  });
  afterAll(async () => {
    await app.close();
    await host.close();
  });
  afterEach(async () => {
    await app.db.feed.deleteMany();
    for (const area of ["audio", "transcripts", "trash"]) await app.files.removeFolder(area);
    host.pages.clear();
  });
}

/** A podcast with a transcript and stored audio for each of its episodes. */
export async function aLibrary() {
  const word = `w${randomUUID().slice(0, 8)}`;
  const items = Array.from({ length: EPISODES }, (_, index) => {
    host.pages.set(`/${word}-${index}.vtt`, { body: aTranscript([`The word is ${word} here.`]) });
    return { guid: `${index}`, transcripts: [{ url: `${host.url}/${word}-${index}.vtt` }] };
  });
  host.pages.set(`/${word}`, { body: aFeed({ title: "Über Öl", items }) });
  const { id } = await app.api.feeds.add({ url: `${host.url}/${word}` });
  await app.work();
  for (const episode of await app.db.episode.findMany({ where: { feedId: id } })) {
    const audioKey = `audio/${id}/${episode.id}.mp3`;
    await app.files.put(audioKey, Buffer.from(`audio of ${episode.id}`));
    await app.db.episode.update({ where: { id: episode.id }, data: { audioKey, audioSizeBytes: 10 } });
  }
  return { id, word };
}

/** Everything that must survive, counted and read. */
export async function pictureOf({ id, word }: { id: number; word: string }) {
  const { episodes } = await app.api.episodes.listForFeed({ id, limit: 500 });
  const texts = await Promise.all(episodes.map((episode) => app.api.episodes.readable({ id: episode.id })));
  const rows = await app.db.episode.findMany({ where: { feedId: id }, orderBy: { id: "asc" } });
  const audio = await Promise.all(rows.map(async (row) => String(await app.files.get(row.audioKey ?? ""))));
  const found = await app.api.search.query({ q: word });
  return {
    episodes: episodes.map(({ updated_at: _, job: __, ...episode }) => episode),
    texts,
    audio,
    found: found.total,
    files: [await app.files.use(`audio/${id}`), await app.files.use(`transcripts/${id}`)],
    transcripts: await app.db.transcript.count({ where: { episode: { feedId: id } } }),
    segments: await segments(id),
  };
}

async function segments(feedId: number): Promise<number> {
  const rows = await app.db.$queryRaw<
    { n: number }[]
  >`SELECT count(*)::int AS n FROM segment WHERE feed_id = ${feedId}`;
  return rows[0]?.n ?? 0;
}

export const filesOf = async (id: number) => ({
  live: (await app.files.use(`audio/${id}`)).files + (await app.files.use(`transcripts/${id}`)).files,
  trash: (await app.files.use("trash")).files,
});
export const rowOf = (id: number) => app.db.feed.findUnique({ where: { id } });

export async function expectGone(id: number) {
  expect(await rowOf(id)).toBeNull();
  expect(await app.db.episode.count({ where: { feedId: id } })).toBe(0);
  expect(await segments(id)).toBe(0);
  expect(await filesOf(id)).toEqual({ live: 0, trash: 0 });
  expect(await app.files.list("trash")).toEqual([]);
}
