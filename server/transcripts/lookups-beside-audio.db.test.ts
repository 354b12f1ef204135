import { describe, expect, it } from "vitest";
import { returnLostDownloads } from "@/server/audio/audio.service";
import { claimJob } from "@/server/jobs/jobs.service";
import { aFeed, aTranscript } from "@/tests/a-feed";
import { anEpisode, app, aReadEpisode, audio, download, get, host, serve, setUpAudioTests } from "@/tests/audio-tests";
import { runJob } from "@/worker/run-job";
import { retryDueLookups } from "./transcripts.service";

setUpAudioTests();

const DAY_MS = 24 * 3600_000;
const today = () => ({ published: app.clock.now().toUTCString() });

/** Begins the download of an episode and leaves it hanging. Answers what ends its worker. */
async function hangOn(id: number): Promise<() => Promise<void>> {
  serve({ onAsked: () => "hang" });
  await app.api.queue.process({ id });
  const claim = await claimJob(app, "downloadAudio", "me");
  if (!claim) throw new Error("nothing to claim");
  const stopping = new AbortController();
  const run = runJob({ app, type: "downloadAudio", claim, stopping: stopping.signal });
  await expect.poll(async () => (await get(id)).status).toBe("downloading");
  return async () => {
    stopping.abort();
    await run;
  };
}
/** As when the worker died in the last of its attempts. */
async function loseDownload(stop: () => Promise<void>): Promise<void> {
  await stop();
  await app.db.job.deleteMany({ where: { type: "downloadAudio" } });
  expect(await returnLostDownloads(app)).toBe(1);
}

describe("while the audio is downloaded", () => {
  it("the lookup goes on, and its end is where a lost download goes back to", async () => {
    const { id } = await anEpisode("/a.mp3", today());
    const stop = await hangOn(id);
    app.advance(20 * DAY_MS);
    expect(await retryDueLookups(app)).toBe(1);
    await app.work("fetchTranscript");
    expect(await get(id)).toMatchObject({ status: "downloading", next_retry_at: null });
    await loseDownload(stop);
    expect(await get(id)).toMatchObject({ status: "needs_audio", status_reason: expect.any(String) });
  });

  it("a transcript that comes completes the episode, whatever becomes of the download", async () => {
    const { id, feedPath } = await anEpisode("/a.mp3", today());
    const stop = await hangOn(id);
    host.pages.set("/t.vtt", { body: aTranscript(["Words."]) });
    const item = { enclosure: `${audio.url}/a.mp3`, ...today(), transcripts: [{ url: `${host.url}/t.vtt` }] };
    host.pages.set(feedPath, { body: aFeed({ items: [item] }) });
    await app.api.feeds.refresh({ id: (await get(id)).feed_id });
    await app.work("refreshFeed");
    await app.work("fetchTranscript");
    expect(await get(id)).toMatchObject({ status: "completed" });
    await stop();
  });

  it("a lookup that was asked for anew is where a lost download goes back to", async () => {
    const { id } = await anEpisode();
    const stop = await hangOn(id);
    await app.api.queue.retryTranscript({ id });
    expect(await get(id)).toMatchObject({ status: "downloading", job: expect.anything() });
    await loseDownload(stop);
    expect(await get(id)).toMatchObject({ status: "new" });
    await app.work("fetchTranscript");
    expect(await get(id)).toMatchObject({ status: "needs_audio" });
  });
});

describe("when the audio is there", () => {
  it("transcripts are asked for anew, one by one and all at once", async () => {
    const { id, feedId } = await anEpisode();
    expect(await download(id)).toMatchObject({ status: "audio_ready" });
    await app.api.queue.retryTranscript({ id });
    expect(await get(id)).toMatchObject({ status: "audio_ready", job: { type: "fetchTranscript" } });
    await app.work("fetchTranscript");
    app.advance(1000);
    expect(await app.api.queue.retryTranscripts({ feed_id: feedId, status: "audio_ready" })).toMatchObject({
      queued: 1,
    });
    await app.work("fetchTranscript");
    expect(await get(id)).toMatchObject({ status: "audio_ready", job: null });
    app.advance(1000);
    expect(await app.api.queue.retryFeedTranscripts({ id: feedId })).toMatchObject({ queued: 1, skipped: 0 });
  });

  it.each([
    [
      "restored",
      async (feedId: number) => {
        await app.api.feeds.remove({ id: feedId });
        await app.api.feeds.restore({ id: feedId });
      },
    ],
    [
      "asked for while its job was ending",
      async () => {
        await app.db.job.deleteMany({ where: { type: "fetchTranscript" } });
      },
    ],
  ])("a lookup is not forgotten that was %s", async (_, disturb) => {
    const { id, feedId } = await anEpisode();
    await download(id);
    await app.api.queue.retryTranscript({ id });
    await disturb(feedId);
    expect(await get(id)).toMatchObject({ status: "audio_ready", job: null });
    const { transcript_checked_at: before } = await get(id);
    app.advance(60_000);
    await retryDueLookups(app);
    await app.work("fetchTranscript");
    expect((await get(id)).transcript_checked_at).not.toEqual(before);
  });

  it("a lookup whose job has died is made up for once", async () => {
    const { id } = await anEpisode("/a.mp3", today());
    await download(id);
    app.advance(1000);
    await app.api.queue.retryTranscript({ id });
    const death = { state: "failed", error: "it broke", finishedAt: app.clock.now() } as const;
    await app.db.job.updateMany({ where: { episodeId: id, type: "fetchTranscript", state: "queued" }, data: death });
    app.advance(5 * 60_000);
    await retryDueLookups(app);
    expect(await get(id)).toMatchObject({
      status: "audio_ready",
      status_reason: "the lookup broke off: it broke",
      next_retry_at: new Date(app.clock.now().getTime() + 3600_000),
    });
  });

  it("an episode that loses its last transcript is back where its audio is", async () => {
    const { id } = await aReadEpisode();
    await download(id);
    const { transcripts } = await app.api.episodes.transcripts({ id });
    await app.api.episodes.deleteTranscript({ id, transcript_id: transcripts[0]?.id ?? 0 });
    expect(await get(id)).toMatchObject({ status: "audio_ready", has_audio: true, has_transcript: false });
  });
});
