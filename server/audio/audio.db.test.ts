import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claimJob } from "@/server/jobs/jobs.service";
import { reconcile } from "@/server/jobs/reconcile";
import type { FileStore } from "@/server/platform/files";
import { retryDueLookups } from "@/server/transcripts/transcripts.service";
import { aFeed, aTranscript, type FeedItem } from "@/tests/a-feed";
import { type AudioHost, type AudioPage, anMp3, startAudioHost } from "@/tests/fakes/audio-host";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { runJob } from "@/worker/run-job";
import { releaseAudio, returnLostDownloads } from "./audio.service";
import { downloadAudio } from "./download-audio";
import { sweepAudio } from "./sweep-audio";

const file = anMp3(200_000);
const OLD = new Date(0).toUTCString();

let audio: AudioHost;
let host: FeedHost;
let app: TestApp;

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

/** An episode whose audio is at `path`: too old for a transcript, unless the item says otherwise. */
async function anEpisode(path = "/a.mp3", item: FeedItem = {}) {
  const url = `${host.url}/feed-${Math.random()}`;
  const document = () => aFeed({ items: [{ enclosure: audio.url + path, published: OLD, ...item }] });
  host.pages.set(url.slice(host.url.length), { body: document() });
  const feed = await app.api.feeds.add({ url });
  await app.work();
  const { episodes } = await app.api.episodes.listForFeed({ id: feed.id });
  return { id: episodes[0]?.id ?? 0, feedId: feed.id, feedPath: url.slice(host.url.length) };
}
async function aReadEpisode() {
  host.pages.set("/t.vtt", { body: aTranscript(["Words that are there already."]) });
  return anEpisode("/a.mp3", { transcripts: [{ url: `${host.url}/t.vtt` }] });
}
const serve = (page: Partial<AudioPage>) => audio.pages.set("/a.mp3", { body: file, ...page });
const get = (id: number) => app.api.episodes.get({ id });
const download = async (id: number) => {
  await app.api.queue.process({ id });
  await app.work("downloadAudio");
  return get(id);
};
/** On a busy machine a connection may break before anything of it was read: then the job tries again later. */
const downloadPatiently = async (id: number) => {
  await app.api.queue.process({ id });
  for (let attempt = 0; attempt < 5; attempt++) {
    await app.work("downloadAudio");
    app.advance(3600_000);
  }
  return get(id);
};
const lastJob = () => app.db.job.findFirst({ where: { type: "downloadAudio" }, orderBy: { id: "desc" } });
const stored = async (feedId: number) => ({
  files: (await app.files.use(`audio/${feedId}`)).files,
  parts: (await app.files.use("audio/.parts")).files,
});

describe("downloading", () => {
  it("stores the file to the byte and says what it has", async () => {
    const { id, feedId } = await anEpisode();
    expect(await get(id)).toMatchObject({ status: "needs_audio", has_audio: false });
    expect(await download(id)).toMatchObject({
      status: "audio_ready",
      status_reason: null,
      has_audio: true,
      stored_audio_bytes: file.byteLength,
      job: null,
    });
    expect(await app.files.get(`audio/${feedId}/${id}.mp3`)).toEqual(file);
    const row = await app.db.episode.findUnique({ where: { id } });
    expect(row?.audioSha256).toBe(createHash("sha256").update(file).digest("hex"));
    expect(await lastJob()).toMatchObject({ state: "completed", progressNote: "200 kB" });
  });

  it("is refused when it is there or queued, and by its old name as well", async () => {
    const { id } = await anEpisode();
    await app.api.episodes.downloadAudio({ id });
    await expect(app.api.queue.process({ id })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/queued/),
    });
    await app.work("downloadAudio");
    await expect(app.api.queue.process({ id })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/stored already/),
    });
    await expect(app.api.queue.process({ id: 99999 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("follows redirects and names the file by its content, not by its address", async () => {
    audio.pages.set("/track?x", { body: file, status: 302, headers: { location: "/real" } });
    audio.pages.set("/real", { body: Buffer.concat([Buffer.from("OggS...OpusHead"), Buffer.alloc(5000)]) });
    const { id, feedId } = await anEpisode("/track?x");
    expect(await download(id)).toMatchObject({ has_audio: true });
    expect(await app.files.list(`audio/${feedId}`)).toEqual([`${id}.opus`]);
  });

  it("leaves a completed episode completed, and does not touch its transcript", async () => {
    const { id } = await aReadEpisode();
    const before = await app.api.episodes.readable({ id });
    expect(await download(id)).toMatchObject({ status: "completed", has_audio: true, has_transcript: true });
    await app.work();
    await app.api.episodes.deleteAudio({ id });
    await app.work();
    expect(await get(id)).toMatchObject({ status: "completed", has_audio: false, has_transcript: true });
    expect(await app.api.episodes.readable({ id })).toEqual(before);
    expect(await app.db.transcript.count({ where: { episodeId: id } })).toBe(1);
  });

  it("goes on waiting for the publisher's transcript when the audio is there", async () => {
    const { id } = await anEpisode("/a.mp3", { published: app.clock.now().toUTCString() });
    expect(await get(id)).toMatchObject({ status: "awaiting_transcript" });
    expect(await download(id)).toMatchObject({ status: "audio_ready", next_retry_at: expect.any(Date) });
    app.advance(25 * 3600 * 1000);
    expect(await retryDueLookups(app)).toBe(1);
    await app.work("fetchTranscript");
    const after = await get(id);
    expect(after).toMatchObject({ status: "audio_ready", has_audio: true });
    expect(after.next_retry_at?.getTime()).toBeGreaterThan(app.clock.now().getTime());
  });
});

describe("a transfer that breaks", () => {
  it("goes on where it broke, as often as it brings something", async () => {
    serve({ breakAfter: 60_000 });
    const { id, feedId } = await anEpisode();
    expect(await downloadPatiently(id)).toMatchObject({ has_audio: true });
    expect(await app.files.get(`audio/${feedId}/${id}.mp3`)).toEqual(file);
    expect(audio.asked.filter((range) => /^bytes=\d+-$/.test(range)).length).toBeGreaterThan(1);
  });

  it("begins anew when the file is another one by then, and never mixes the two", async () => {
    const other = anMp3(150_000, 7);
    serve({
      breakAfter: 60_000,
      onAsked: (request) => {
        if (request.headers.range) serve({ body: other });
        return undefined;
      },
    });
    const { id, feedId } = await anEpisode();
    expect(await downloadPatiently(id)).toMatchObject({ status: "audio_ready" });
    expect((await lastJob())?.attempt).toBeGreaterThan(1);
    expect(await app.files.get(`audio/${feedId}/${id}.mp3`)).toEqual(other);
  });

  it.each([
    ["a host without ranges that breaks off", { ranges: false, breakAfter: 60_000 }],
    ["a file that is shorter than announced", { length: 300_000, ranges: false, breakAfter: 199_999 }],
    ["a host that is busy", { status: 503 }],
    ["a host that asks to wait", { status: 429, headers: { "retry-after": "600" } }],
  ])("is tried again later: %s", async (_, page) => {
    serve(page);
    const { id, feedId } = await anEpisode();
    expect(await download(id)).toMatchObject({ status: "downloading", has_audio: false });
    const job = await lastJob();
    expect(job).toMatchObject({ state: "queued", attempt: 1, error: expect.any(String) });
    const waitMs = (job?.runAt.getTime() ?? 0) - app.clock.now().getTime();
    expect(waitMs).toBe("headers" in page ? 600_000 : 5_000);
    expect(await stored(feedId)).toEqual({ files: 0, parts: 0 });

    serve({});
    app.advance(waitMs);
    await app.work("downloadAudio");
    expect(await get(id)).toMatchObject({ status: "audio_ready", has_audio: true });
  });

  it("fails when every attempt was in vain, and can be asked for again", async () => {
    serve({ status: 500 });
    const { id } = await anEpisode();
    await app.api.queue.process({ id });
    for (let attempt = 0; attempt < 5; attempt++) {
      await app.work("downloadAudio");
      app.advance(3600_000);
    }
    expect(await get(id)).toMatchObject({
      status: "failed",
      status_reason: expect.stringMatching(/^the audio cannot be downloaded: .* answered 500$/),
      job: null,
    });
    serve({});
    expect(await download(id)).toMatchObject({ status: "audio_ready", status_reason: null });
  });
});

describe("what is refused for good", () => {
  it.each([
    ["an error page", { body: Buffer.from("<!doctype html><h1>Not found</h1>") }, "web page instead of audio"],
    ["JSON", { body: Buffer.from('{"error":1}') }, "JSON instead of audio"],
    ["nothing at all", { body: Buffer.alloc(0) }, "the file is empty"],
    ["too much", { length: 2_000_000_001, ranges: false }, "more than 2.0 GB"],
    ["403", { status: 403 }, "answered 403"],
    ["404", { status: 404 }, "answered 404"],
    ["410", { status: 410 }, "answered 410"],
  ] as const)("%s", async (_, page, reason) => {
    serve(page);
    const { id, feedId } = await anEpisode();
    expect(await download(id)).toMatchObject({ status: "failed", status_reason: expect.stringContaining(reason) });
    expect(await lastJob()).toMatchObject({ state: "failed", attempt: 1 });
    expect(await stored(feedId)).toEqual({ files: 0, parts: 0 });
  });

  it("a private network", async () => {
    const { id } = await anEpisode();
    await app.db.episode.update({ where: { id }, data: { enclosureUrl: "http://169.254.169.254/latest" } });
    expect(await download(id)).toMatchObject({
      status: "failed",
      status_reason: expect.stringContaining("private network"),
    });
  });

  it("but a completed episode stays completed", async () => {
    serve({ status: 404 });
    const { id } = await aReadEpisode();
    expect(await download(id)).toMatchObject({ status: "completed", has_audio: false });
    expect(await lastJob()).toMatchObject({ state: "failed" });
  });
});

it("looks for the new address of a file whose signature has run out", async () => {
  audio.pages.set("/signed?token=old", { body: file, status: 403 });
  audio.pages.set("/signed?token=new", { body: file });
  const { id, feedPath } = await anEpisode("/signed?token=old");
  host.pages.set(feedPath, {
    body: aFeed({ items: [{ enclosure: `${audio.url}/signed?token=new`, published: OLD }] }),
  });
  expect(await download(id)).toMatchObject({ status: "audio_ready", audio_url: `${audio.url}/signed?token=new` });
});

describe("room", () => {
  it("is asked for before anything is queued", async () => {
    const { id } = await anEpisode();
    await app.api.settings.put({ settings: { storage_min_free_gb: 1_000_000 } });
    await expect(app.api.queue.process({ id })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/to stay free/),
    });
    expect(await lastJob()).toBeNull();
  });

  it("that has gone meanwhile fails the download with a sentence, and leaves nothing", async () => {
    const { id, feedId } = await anEpisode();
    await app.api.queue.process({ id });
    await app.api.settings.put({ settings: { storage_min_free_gb: 1_000_000 } });
    await app.work("downloadAudio");
    expect(await get(id)).toMatchObject({ status: "failed", status_reason: expect.stringMatching(/to stay free/) });
    expect(await stored(feedId)).toEqual({ files: 0, parts: 0 });
  });

  it("is counted by what the host announces, where the feed told something else", async () => {
    const { id, feedId } = await anEpisode();
    const [first] = await app.db.episode.findMany({ where: { feedId } });
    await app.api.settings.put({ settings: { audio_quota_gb: 1 } });
    serve({ length: 1_100_000_000, ranges: false, breakAfter: 10 });
    expect(await download(first?.id ?? id)).toMatchObject({
      status: "failed",
      status_reason: expect.stringMatching(/quota is 1.0 GB/),
    });
  });
});

describe("a worker that dies", () => {
  it("leaves the episode to the next one, which finishes it", async () => {
    const { id } = await anEpisode();
    await app.api.queue.process({ id });
    await claimJob(app, "downloadAudio", "dead");
    await app.db.episode.update({ where: { id }, data: { state: "downloading", resumeState: "needs_audio" } });
    expect(await returnLostDownloads(app)).toBe(0);
    app.advance(31_000);
    await reconcile(app);
    await app.work("downloadAudio");
    expect(await get(id)).toMatchObject({ status: "audio_ready" });
  });

  it("for the last time returns it to where it was", async () => {
    const { id } = await anEpisode("/a.mp3", { published: app.clock.now().toUTCString() });
    const before = await get(id);
    expect(before).toMatchObject({ status: "awaiting_transcript" });
    serve({ onAsked: () => "hang" });
    await app.api.queue.process({ id });
    const claim = await claimJob(app, "downloadAudio", "me");
    if (!claim) throw new Error("nothing to claim");
    const stopping = new AbortController();
    const run = runJob({ app, type: "downloadAudio", claim, stopping: stopping.signal });
    await expect.poll(async () => (await get(id)).status).toBe("downloading");
    stopping.abort();
    await run;
    expect(await lastJob()).toMatchObject({ state: "queued", attempt: 0 });
    expect(await get(id)).toMatchObject({ status: "downloading" });

    await app.db.job.deleteMany({ where: { type: "downloadAudio" } });
    expect(await returnLostDownloads(app)).toBe(1);
    const { updated_at: _, ...after } = await get(id);
    expect(before).toMatchObject(after);
  });

  it("between file and record leaves a file that is swept, unless it is being downloaded again", async () => {
    const { id, feedId } = await anEpisode();
    const read = await download((await anEpisode()).id);
    await app.files.put(`audio/${feedId}/${id}.mp3`, file);
    await app.api.queue.process({ id });
    expect(await sweepAudio(app)).toBe(0);
    await app.db.job.deleteMany({ where: { episodeId: id } });
    expect(await sweepAudio(app)).toBe(1);
    expect(await stored(feedId)).toMatchObject({ files: 0 });
    expect(await stored(read.feed_id)).toMatchObject({ files: 1 });
  });
});

it("lets a feed that is deleted meanwhile take its audio along, and brings both back", async () => {
  const { id, feedId } = await anEpisode();
  await app.api.queue.process({ id });
  await claimJob(app, "downloadAudio", "me");
  const files: FileStore = {
    ...app.files,
    async write(area, fill) {
      await app.api.feeds.remove({ id: feedId });
      await app.files.write(area, fill);
    },
  };
  const run = { signal: new AbortController().signal, progress: async () => {}, attempt: 1, maxAttempts: 5 };
  await downloadAudio({ ...app, files }, { episodeId: id }, run);
  await app.api.feeds.restore({ id: feedId });
  expect(await get(id)).toMatchObject({ status: "audio_ready", has_audio: true });
  expect(await app.files.get(`audio/${feedId}/${id}.mp3`)).toEqual(file);
});

describe("deleting audio", () => {
  it("needs a transcript, keeps the address, and is content when there is nothing", async () => {
    const plain = await anEpisode();
    await download(plain.id);
    await expect(app.api.episodes.deleteAudio({ id: plain.id })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/no transcript/),
    });
    const { id, feedId } = await aReadEpisode();
    await download(id);
    const answer = { message: "Audio deleted", deleted: 1, freed_bytes: file.byteLength };
    expect(await app.api.episodes.deleteAudio({ id })).toEqual(answer);
    expect(await stored(feedId)).toEqual({ files: 0, parts: 0 });
    expect(await get(id)).toMatchObject({
      audio_url: `${audio.url}/a.mp3`,
      has_audio: false,
      stored_audio_bytes: null,
    });
    expect(await app.api.episodes.deleteAudio({ id })).toMatchObject({ deleted: 0, freed_bytes: 0 });
    expect(await releaseAudio(app, plain.id)).toBe(file.byteLength);
    expect(await releaseAudio(app, plain.id)).toBeNull();
  });

  it("is refused while the audio is being downloaded", async () => {
    const { id } = await aReadEpisode();
    await app.api.queue.process({ id });
    await expect(app.api.episodes.deleteAudio({ id })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/downloaded/),
    });
  });

  it("of a whole feed spares the episodes without a transcript", async () => {
    const { id, feedId } = await aReadEpisode();
    await download(id);
    const bare = await app.db.episode.create({
      data: {
        feedId,
        guid: "bare",
        contentHash: "",
        title: "Bare",
        enclosureUrl: `${audio.url}/a.mp3`,
        enclosureKey: "",
        state: "audio_ready",
        audioKey: `audio/${feedId}/bare.mp3`,
        audioSizeBytes: 5,
      },
    });
    expect(await app.api.feeds.storage({ id: feedId })).toMatchObject({
      audio_files: 2,
      audio_bytes: file.byteLength + 5,
      transcript_files: 1,
      deletable_audio_files: 1,
      deletable_audio_bytes: file.byteLength,
    });
    const { storage } = await app.api.status.get();
    expect(storage).toMatchObject({ audio_files: 2, audio_bytes: file.byteLength + 5, trash_feeds: 0 });
    expect(storage.feeds).toMatchObject([{ feed_id: feedId }]);

    expect(await app.api.feeds.deleteAudio({ id: feedId })).toEqual({
      message: "Audio of 1 episode deleted, 200 kB freed",
      deleted: 1,
      freed_bytes: file.byteLength,
    });
    expect(await get(bare.id)).toMatchObject({ has_audio: true });
    expect(await app.api.feeds.deleteAudio({ id: feedId })).toMatchObject({ deleted: 0 });

    await app.api.feeds.remove({ id: feedId });
    const transcript = await app.db.transcript.findFirst({ where: { episodeId: id } });
    expect((await app.api.status.get()).storage).toMatchObject({
      audio_bytes: 0,
      trash_feeds: 1,
      trash_bytes: 5 + (transcript?.sizeBytes ?? 0),
    });
  });
});
