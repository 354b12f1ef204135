import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { downloadAudio } from "@/server/audio/download-audio";
import type { FileStore } from "@/server/platform/files";
import { aFeed, aTranscript } from "@/tests/a-feed";
import { type AudioHost, anMp3, startAudioHost } from "@/tests/fakes/audio-host";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { retryDueLookups } from "./transcripts.service";

const DAY_MS = 24 * 3600_000;

let host: FeedHost;
let audio: AudioHost;
let app: TestApp;

beforeAll(async () => {
  [host, audio] = await Promise.all([startFeedHost(), startAudioHost()]);
  app = await openTestApp({ allow: [host.allow, audio.allow] });
  audio.pages.set("/a.mp3", { body: anMp3(5000) });
  audio.pages.set("/old.mp3", { body: anMp3(5000) });
  host.pages.set("/t.vtt", { body: aTranscript(["Hello there."]) });
});
afterAll(async () => {
  await app.close();
  await Promise.all([host.close(), audio.close()]);
});
afterEach(async () => {
  await app.db.feed.deleteMany();
  await app.db.setting.deleteMany();
});

const published = (daysAgo: number) => new Date(app.clock.now().getTime() - daysAgo * DAY_MS).toUTCString();

/** A feed with an episode of today and one of long ago, subscribed to under these settings of the library. */
async function subscribe(settings: Record<string, string | boolean>, options: { hasTranscript?: boolean } = {}) {
  await app.api.settings.put({ settings });
  const transcripts = options.hasTranscript ? [{ url: `${host.url}/t.vtt` }] : [];
  const items = [
    { guid: "new", title: "New", enclosure: `${audio.url}/a.mp3`, published: published(0), transcripts },
    { guid: "old", title: "Old", enclosure: `${audio.url}/old.mp3`, published: published(400) },
  ];
  host.pages.set("/feed", { body: aFeed({ items }) });
  const { id } = await app.api.feeds.add({ url: `${host.url}/feed` });
  await app.work();
  return id;
}
const shown = async (id: number) => {
  const { episodes } = await app.api.episodes.listForFeed({ id });
  return Object.fromEntries(
    episodes.map((episode) => [episode.title, `${episode.status}${episode.has_audio ? " + audio" : ""}`]),
  );
};
const aDayLater = async () => {
  app.advance(DAY_MS + 60_000);
  await retryDueLookups(app);
  await app.work();
};

it("downloads nothing by itself where others' transcripts are all that is wanted", async () => {
  const id = await subscribe({ transcript_policy: "external_only" });
  await aDayLater();
  expect(await shown(id)).toEqual({ New: "awaiting_transcript", Old: "needs_audio" });
});

it("gives others a day before it downloads the audio of a new episode, and leaves the back catalogue alone", async () => {
  const id = await subscribe({ transcript_policy: "external_then_transcribe" });
  expect(await shown(id)).toEqual({ New: "awaiting_transcript", Old: "needs_audio" });
  await aDayLater();
  expect(await shown(id)).toEqual({ New: "audio_ready + audio", Old: "needs_audio" });
});

it("downloads the audio of a new episode at once where our own transcript is wanted in any case", async () => {
  const id = await subscribe({ transcript_policy: "always_transcribe", keep_audio: false }, { hasTranscript: true });
  expect(await shown(id)).toEqual({ New: "completed + audio", Old: "needs_audio" });
});

it("downloads every new episode where that is wanted, and keeps it", async () => {
  const id = await subscribe({ auto_download: true }, { hasTranscript: true });
  expect(await shown(id)).toEqual({ New: "completed + audio", Old: "needs_audio" });
});

it("lets a podcast differ from the library", async () => {
  const id = await subscribe({ transcript_policy: "external_then_transcribe" });
  await app.api.feeds.update({ id, transcript_policy: "external_only" });
  await aDayLater();
  expect(await shown(id)).toMatchObject({ New: "awaiting_transcript" });
});

it("lets audio go once there is a transcript, where it is not to be kept", async () => {
  const id = await subscribe({ transcript_policy: "external_then_transcribe", keep_audio: false });
  await aDayLater();
  expect(await shown(id)).toMatchObject({ New: "audio_ready + audio" });
  const items = [
    { guid: "new", title: "New", enclosure: `${audio.url}/a.mp3`, transcripts: [{ url: `${host.url}/t.vtt` }] },
  ];
  host.pages.set("/feed", { body: aFeed({ items }) });
  await app.api.feeds.refresh({ id });
  await app.work();
  await aDayLater();
  expect(await shown(id)).toMatchObject({ New: "completed" });
});

it("does not download by itself what is not to be kept and has its transcript already", async () => {
  const settings = { transcript_policy: "external_only", auto_download: true, keep_audio: false };
  expect(await shown(await subscribe(settings))).toMatchObject({ New: "audio_ready + audio" });
  await app.db.feed.deleteMany();
  expect(await shown(await subscribe(settings, { hasTranscript: true }))).toMatchObject({ New: "completed" });
});

it.each([
  ["lets audio go that nobody has asked for when", true, false],
  ["keeps audio that somebody has asked for when", false, true],
])("%s a transcript was faster than its download", async (_, isAutomatic, isKept) => {
  const id = await subscribe({ transcript_policy: "external_then_transcribe", keep_audio: false });
  const { episodes } = await app.api.episodes.listForFeed({ id });
  const episodeId = episodes.find(({ title }) => title === "New")?.id ?? 0;
  const files: FileStore = {
    ...app.files,
    async write(area, fill) {
      const transcripts = [{ url: `${host.url}/t.vtt` }];
      const item = { guid: "new", title: "New", enclosure: `${audio.url}/a.mp3`, published: published(0), transcripts };
      host.pages.set("/feed", { body: aFeed({ items: [item] }) });
      await app.api.feeds.refresh({ id });
      await app.work();
      await app.files.write(area, fill);
    },
  };
  const run = { signal: new AbortController().signal, progress: async () => {}, attempt: 1, maxAttempts: 5 };
  await downloadAudio({ ...app, files }, { episodeId, isAutomatic }, run);
  expect(await app.api.episodes.get({ id: episodeId })).toMatchObject({ status: "completed", has_audio: isKept });
  expect((await app.files.use(`audio/${id}`)).files).toBe(isKept ? 1 : 0);
});
