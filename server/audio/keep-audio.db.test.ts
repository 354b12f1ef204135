import { describe, expect, it } from "vitest";
import { priorities } from "@/server/jobs/catalog";
import { claimJob, enqueue } from "@/server/jobs/jobs.service";
import { reconcile } from "@/server/jobs/reconcile";
import type { FileStore } from "@/server/platform/files";
import {
  anEpisode,
  app,
  aReadEpisode,
  audio,
  download,
  file,
  get,
  lastJob,
  serve,
  setUpAudioTests,
  stored,
} from "@/tests/audio-tests";
import { runJob } from "@/worker/run-job";
import { releaseAudio, returnLostDownloads } from "./audio.service";
import { downloadAudio } from "./download-audio";
import { sweepAudio } from "./sweep-audio";

setUpAudioTests();

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

describe("a download that nobody has asked for, until somebody does", () => {
  const queued = async () => {
    await app.api.settings.put({ settings: { keep_audio: false } });
    const { id } = await aReadEpisode();
    const payload = { episodeId: id, isAutomatic: true };
    await enqueue(app, [{ type: "downloadAudio", payload, priority: priorities.fresh }]);
    return id;
  };
  const ask = (id: number) =>
    expect(app.api.episodes.downloadAudio({ id })).rejects.toMatchObject({ message: expect.stringMatching(/queued/) });

  it("is not given up for a transcript any more", async () => {
    const id = await queued();
    await ask(id);
    await app.work("downloadAudio");
    expect(await get(id)).toMatchObject({ status: "completed", has_audio: true });
  });

  it.each([
    ["is kept when it runs by then", true],
    ["is let go when nobody does", false],
  ])("%s", async (_, isAskedFor) => {
    const id = await queued();
    const transcript = await app.db.episode.findUnique({ where: { id }, select: { preferredTranscriptId: true } });
    await app.db.episode.update({ where: { id }, data: { preferredTranscriptId: null } });
    const claim = await claimJob(app, "downloadAudio", "me");
    if (!claim) throw new Error("nothing to claim");
    const files: FileStore = {
      ...app.files,
      async write(area, fill) {
        if (isAskedFor) await ask(id);
        await app.db.episode.update({ where: { id }, data: transcript ?? {} });
        await app.files.write(area, fill);
      },
    };
    await runJob({ app: { ...app, files }, type: "downloadAudio", claim, stopping: new AbortController().signal });
    expect(await get(id)).toMatchObject({ has_transcript: true, has_audio: isAskedFor });
  });
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
