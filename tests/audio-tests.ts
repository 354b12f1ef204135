import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { aFeed, aTranscript, type FeedItem } from "@/tests/a-feed";
import { type AudioHost, type AudioPage, anMp3, startAudioHost } from "@/tests/fakes/audio-host";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";

export const file = anMp3(200_000);
export const OLD = new Date(0).toUTCString();

export let audio: AudioHost;
export let host: FeedHost;
export let app: TestApp;

/** A library and a host of audio for the tests of a file: call it once, at its beginning. */
export function setUpAudioTests(): void {
  beforeAll(async () => {
    [audio, host] = [await startAudioHost(), await startFeedHost()];
    app = await openTestApp({ allow: [audio.allow, host.allow] });
  });
  afterAll(async () => {
    await app.close();
    await audio.close();
    await host.close();
  });
  beforeEach(() => audio.pages.set("/a.mp3", { body: file }));
  afterEach(async () => {
    await app.db.feed.deleteMany();
    await app.db.setting.deleteMany();
    for (const area of ["audio", "transcripts", "trash"]) await app.files.removeFolder(area);
    audio.pages.clear();
    audio.asked.length = 0;
  });
}

/** An episode whose audio is at `path`: too old for a transcript, unless the item says otherwise. */
export async function anEpisode(path = "/a.mp3", item: FeedItem = {}) {
  const url = `${host.url}/feed-${Math.random()}`;
  const document = () => aFeed({ items: [{ enclosure: audio.url + path, published: OLD, ...item }] });
  host.pages.set(url.slice(host.url.length), { body: document() });
  const feed = await app.api.feeds.add({ url });
  await app.work();
  const { episodes } = await app.api.episodes.listForFeed({ id: feed.id });
  return { id: episodes[0]?.id ?? 0, feedId: feed.id, feedPath: url.slice(host.url.length) };
}
export async function aReadEpisode() {
  host.pages.set("/t.vtt", { body: aTranscript(["Words that are there already."]) });
  return anEpisode("/a.mp3", { transcripts: [{ url: `${host.url}/t.vtt` }] });
}
export const serve = (page: Partial<AudioPage>) => audio.pages.set("/a.mp3", { body: file, ...page });
export const get = (id: number) => app.api.episodes.get({ id });
export const download = async (id: number) => {
  await app.api.queue.process({ id });
  await app.work("downloadAudio");
  return get(id);
};
/** On a busy machine a connection may break before anything of it was read: then the job tries again later. */
export const downloadPatiently = async (id: number) => {
  await app.api.queue.process({ id });
  for (let attempt = 0; attempt < 5; attempt++) {
    await app.work("downloadAudio");
    app.advance(3600_000);
  }
  return get(id);
};
export const lastJob = () => app.db.job.findFirst({ where: { type: "downloadAudio" }, orderBy: { id: "desc" } });
export const stored = async (feedId: number) => ({
  files: (await app.files.use(`audio/${feedId}`)).files,
  parts: (await app.files.use("audio/.parts")).files,
});
