import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { retryDueLookups } from "@/server/transcripts/transcripts.service";
import { aFeed } from "@/tests/a-feed";
import {
  anEpisode,
  app,
  aReadEpisode,
  audio,
  download,
  downloadPatiently,
  file,
  get,
  host,
  lastJob,
  OLD,
  serve,
  setUpAudioTests,
  stored,
} from "@/tests/audio-tests";
import { anMp3 } from "@/tests/fakes/audio-host";

setUpAudioTests();

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

  it("but a completed episode stays completed, and says why until its audio is there", async () => {
    serve({ status: 404 });
    const { id } = await aReadEpisode();
    const audioError = `${audio.allow} answered 404`;
    expect(await download(id)).toMatchObject({ status: "completed", has_audio: false, audio_error: audioError });
    expect(await lastJob()).toMatchObject({ state: "failed" });
    serve({});
    await app.api.queue.process({ id });
    expect(await get(id)).toMatchObject({ audio_error: null });
    await app.work("downloadAudio");
    expect(await get(id)).toMatchObject({ has_audio: true, audio_error: null });
  });

  it("is told with the reason until it is tried again, also of a completed episode", async () => {
    serve({ status: 404 });
    const { id } = await aReadEpisode();
    expect(await get(id)).toMatchObject({ audio_error: null, audio_failed_at: null });
    expect(await download(id)).toMatchObject({
      status: "completed",
      job: null,
      audio_error: expect.stringContaining("answered 404"),
      audio_failed_at: expect.any(Date),
    });
    serve({});
    await app.api.queue.process({ id });
    expect(await get(id)).toMatchObject({ audio_error: null, audio_failed_at: null });
    await app.work("downloadAudio");
    expect(await get(id)).toMatchObject({ has_audio: true, audio_error: null });
    await app.api.episodes.deleteAudio({ id });
    expect(await get(id)).toMatchObject({ has_audio: false, audio_error: null });
  });
});

it("looks for the new address of a file whose signature has run out", async () => {
  audio.pages.set("/signed?token=old", { body: file, status: 403 });
  audio.pages.set("/signed?token=new", { body: file });
  const { id, feedPath } = await anEpisode("/signed?token=old");
  host.pages.set(feedPath, {
    body: aFeed({ items: [{ enclosure: `${audio.url}/signed?token=new`, published: OLD }] }),
  });
  expect(await download(id)).toMatchObject({ status: "audio_ready" });
  await app.work("refreshFeed");
  expect(await get(id)).toMatchObject({ audio_url: `${audio.url}/signed?token=new` });
});

it("leaves it to the looks at a feed to say that it fails, or that one of them broke off", async () => {
  serve({ status: 404 });
  const { id, feedId, feedPath } = await anEpisode();
  const { failure_count, last_error, next_poll } = await app.api.feeds.get({ id: feedId });
  host.pages.set(feedPath, { status: 500 });
  const lookBeganAt = app.clock.now();
  await app.db.feed.update({ where: { id: feedId }, data: { lookBeganAt } });
  for (let time = 0; time < 2; time++)
    expect(await download(id)).toMatchObject({ status: "failed", status_reason: expect.stringContaining("404") });
  expect(await app.api.feeds.get({ id: feedId })).toMatchObject({ failure_count, last_error, next_poll });
  expect(await app.db.feed.findUnique({ where: { id: feedId } })).toMatchObject({ lookBeganAt });
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
