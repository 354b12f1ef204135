import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { aFeed, aTranscript, type FeedItem } from "@/tests/a-feed";
import { app, host, setUpFeedTests } from "@/tests/feed-tests";
import { exportTranscript } from "./export-transcript";
import { fetchTranscript } from "./fetch-transcript";
import { retryDueLookups } from "./transcripts.service";

const DAY_MS = 24 * 3600 * 1000;

setUpFeedTests();

/** Subscribes to a feed of this one episode and does all the work that follows. */
async function anEpisode(item: FeedItem = {}) {
  const published = app.clock.now().toUTCString();
  host.pages.set("/feed", { body: aFeed({ title: "Feed", items: [{ published, ...item }] }) });
  const feed = await app.api.feeds.add({ url: `${host.url}/feed` });
  await app.work();
  const { episodes } = await app.api.episodes.listForFeed({ id: feed.id });
  const id = episodes[0]?.id ?? 0;
  return { id, feedId: feed.id, read: () => app.api.episodes.get({ id }) };
}

const tag = (name: string, type = "text/vtt") => ({ url: `${host.url}/${name}`, type });

describe("looking for a transcript", () => {
  it("stores the original to the byte and shows it in phrases", async () => {
    const original = aTranscript(["Anna: Hello there, welcome to the show.", "Ben: Thank you for having me."]);
    host.pages.set("/t.vtt", { headers: { "content-type": "text/vtt" }, body: original });
    const episode = await anEpisode({ transcripts: [tag("t.vtt")] });

    expect(await episode.read()).toMatchObject({
      status: "completed",
      transcript_source: "podcast2.0:vtt",
      has_transcript: true,
      next_retry_at: null,
    });
    const { transcripts } = await app.api.episodes.transcripts({ id: episode.id });
    expect(transcripts).toMatchObject([
      { format: "vtt", is_timed: true, is_preferred: true, indexed_at: expect.any(Date) },
    ]);
    const stored = path.join(
      app.env.STORAGE_PATH,
      `transcripts/${episode.feedId}/${episode.id}/${transcripts[0]?.id}.vtt`,
    );
    expect(await readFile(stored, "utf8")).toBe(original);
    const readable = await app.api.episodes.readable({ id: episode.id });
    expect(readable?.phrases).toEqual([
      { start_ms: 0, end_ms: 4500, speaker: "Anna", text: "Hello there, welcome to the show." },
      { start_ms: 5000, end_ms: 9500, speaker: "Ben", text: "Thank you for having me." },
    ]);
  });

  it("takes the next tag when the better one is broken", async () => {
    host.pages.set("/bad.vtt", {
      headers: { "content-type": "text/html" },
      body: "<html><body><form>Log in <input></form></body></html>",
    });
    host.pages.set("/good.srt", { body: "1\n00:00:01,000 --> 00:00:02,000\nHello.\n" });
    const episode = await anEpisode({ transcripts: [tag("bad.vtt"), tag("good.srt", "application/x-subrip")] });
    expect(await episode.read()).toMatchObject({ transcript_source: "podcast2.0:srt" });
  });

  it.each([
    ["forbidden", 403],
    ["missing", 404],
    ["too busy", 429],
    ["broken", 500],
  ])("waits for a file that is %s for now", async (_, status) => {
    host.pages.set("/t.vtt", { status });
    const episode = await anEpisode({ transcripts: [tag("t.vtt")] });
    const waiting = await episode.read();
    expect(waiting).toMatchObject({
      status: "awaiting_transcript",
      status_reason: `${host.allow} answered ${status}`,
      job: null,
    });
    expect(waiting.next_retry_at?.getTime()).toBeGreaterThan(app.clock.now().getTime());

    host.pages.set("/t.vtt", { body: aTranscript(["Here it is."]) });
    app.advance(DAY_MS);
    expect(await retryDueLookups(app)).toBe(1);
    await app.work();
    expect(await episode.read()).toMatchObject({ status: "completed" });
  });

  it("waits as long as the host asks", async () => {
    host.pages.set("/t.vtt", { status: 429, headers: { "retry-after": "36000" } });
    const episode = await anEpisode({ transcripts: [tag("t.vtt")] });
    expect((await episode.read()).next_retry_at).toEqual(new Date(app.clock.now().getTime() + 36_000_000));
  });

  it("lets the job itself wait for a host that will be free soon", async () => {
    host.pages.set("/t.vtt", { status: 503, headers: { "retry-after": "60" } });
    const episode = await anEpisode({ transcripts: [tag("t.vtt")] });
    expect(await episode.read()).toMatchObject({
      status: "new",
      job: { state: "queued", error: `${host.allow} answered 503` },
    });
    host.pages.set("/t.vtt", { body: aTranscript(["Now."]) });
    app.advance(60_000);
    await app.work();
    expect(await episode.read()).toMatchObject({ status: "completed", job: null });
  });

  it("does not come back at once when a host says that it may", async () => {
    host.pages.set("/t.vtt", { status: 503, headers: { "retry-after": "0" } });
    const episode = await anEpisode({ transcripts: [tag("t.vtt")] });
    expect(host.hits.get("/t.vtt")).toBe(1);
    expect((await episode.read()).job).toMatchObject({
      state: "queued",
      run_at: new Date(app.clock.now().getTime() + 5_000),
    });
  });

  it("gives a host up that is busy for the whole window", async () => {
    host.pages.set("/t.vtt", { status: 503, headers: { "retry-after": "60" } });
    const episode = await anEpisode({ transcripts: [tag("t.vtt")] });
    await app.db.episode.update({
      where: { id: episode.id },
      data: { createdAt: new Date(app.clock.now().getTime() - 14 * DAY_MS) },
    });
    app.advance(15 * DAY_MS);
    await app.work();
    expect(await episode.read()).toMatchObject({ status: "needs_audio", job: null });
  });

  it("looks again when somebody has asked anew while it was looked for", async () => {
    host.pages.set("/t.vtt", { status: 404 });
    const { id } = await anEpisode({ transcripts: [tag("t.vtt")] });
    const slowly: typeof app.http = {
      ...app.http,
      async get(url, request) {
        app.advance(1000);
        await app.api.queue.retryTranscript({ id });
        return app.http.get(url, request);
      },
    };
    const outcome = await fetchTranscript(
      { ...app, http: slowly },
      { episodeId: id },
      { signal: new AbortController().signal },
    );
    expect(outcome).toMatchObject({ kind: "postponed", because: "the episode changed meanwhile" });
  });

  it("gives up after the window, and looks again when asked to", async () => {
    host.pages.set("/t.vtt", { status: 404 });
    const episode = await anEpisode({ transcripts: [tag("t.vtt")] });
    app.advance(15 * DAY_MS);
    await retryDueLookups(app);
    await app.work();
    expect(await episode.read()).toMatchObject({ status: "needs_audio", next_retry_at: null });

    host.pages.set("/t.vtt", { body: aTranscript(["Late, but here."]) });
    await app.api.queue.retryTranscript({ id: episode.id });
    expect(await episode.read()).toMatchObject({ status: "new", job: { state: "queued", type: "fetchTranscript" } });
    await app.work();
    expect(await episode.read()).toMatchObject({ status: "completed" });
  });

  it("stores the same transcript once, even if the work is done twice", async () => {
    host.pages.set("/t.vtt", { body: aTranscript(["Once."]) });
    const episode = await anEpisode({ transcripts: [tag("t.vtt")] });
    await app.db.episode.update({ where: { id: episode.id }, data: { preferredTranscriptId: null, state: "new" } });
    await app.api.queue.getTranscript({ id: episode.id });
    await app.work();
    expect((await app.api.episodes.transcripts({ id: episode.id })).transcripts).toHaveLength(1);
    expect(await episode.read()).toMatchObject({ status: "completed", has_transcript: true });
  });
});

describe("asking for a transcript", () => {
  it("refuses when there is one", async () => {
    host.pages.set("/t.vtt", { body: aTranscript(["Here."]) });
    const episode = await anEpisode({ transcripts: [tag("t.vtt")] });
    await expect(app.api.queue.getTranscript({ id: episode.id })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("refuses when it is queued already", async () => {
    const episode = await anEpisode({});
    await app.api.queue.getTranscript({ id: episode.id });
    await expect(app.api.queue.getTranscript({ id: episode.id })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("queues all that wait in a feed, and counts them", async () => {
    const { feedId } = await anEpisode({});
    expect(await app.api.queue.getFeedTranscripts({ id: feedId })).toMatchObject({ queued: 1, skipped: 0 });
    expect(await app.api.queue.getFeedTranscripts({ id: feedId })).toMatchObject({ queued: 0, skipped: 1 });
  });
});

describe("looking again for many", () => {
  const titles = ["Waiting", "Old", "Here"];

  /** One that waits, one that needs audio, and one that has its transcript. */
  async function aFeedOfThree() {
    host.pages.set("/t.vtt", { body: aTranscript(["Here."]) });
    const old = new Date(app.clock.now().getTime() - 100 * DAY_MS).toUTCString();
    const items: FeedItem[] = [
      { title: "Waiting", published: app.clock.now().toUTCString() },
      { title: "Old", published: old },
      { title: "Here", transcripts: [tag("t.vtt")] },
    ];
    host.pages.set("/feed", { body: aFeed({ title: "Feed", items }) });
    const { id } = await app.api.feeds.add({ url: `${host.url}/feed` });
    await app.work();
    const { episodes } = await app.api.episodes.listForFeed({ id });
    return { id, idOf: (title: string) => episodes.find((episode) => episode.title === title)?.id ?? 0 };
  }
  const states = async (id: number) => {
    const { episodes } = await app.api.episodes.listForFeed({ id });
    return titles.map((title) => episodes.find((episode) => episode.title === title)?.status);
  };

  it("takes all of a feed that wait or need audio", async () => {
    const { id } = await aFeedOfThree();
    expect(await states(id)).toEqual(["awaiting_transcript", "needs_audio", "completed"]);
    expect(await app.api.queue.retryFeedTranscripts({ id })).toEqual({
      queued: 2,
      skipped: 1,
      message: "Looking again for 2 transcripts",
    });
    expect(await states(id)).toEqual(["new", "new", "completed"]);
    expect(await app.api.queue.retryFeedTranscripts({ id })).toMatchObject({ queued: 0, skipped: 3 });
    await app.work();
    expect(await states(id)).toEqual(["awaiting_transcript", "needs_audio", "completed"]);
  });

  it("takes a selection", async () => {
    const { id, idOf } = await aFeedOfThree();
    const ids = [idOf("Old"), idOf("Here"), 2_000_000_000];
    expect(await app.api.queue.retryTranscripts({ episode_ids: ids })).toMatchObject({ queued: 1, skipped: 2 });
    expect(await states(id)).toEqual(["awaiting_transcript", "new", "completed"]);
  });

  it("takes a state, or all that there is", async () => {
    const { id } = await aFeedOfThree();
    const some = { feed_id: id, status: "needs_audio" } as const;
    expect(await app.api.queue.retryTranscripts(some)).toMatchObject({ queued: 1, skipped: 2 });
    expect(await states(id)).toEqual(["awaiting_transcript", "new", "completed"]);
    expect(await app.api.queue.retryTranscripts({})).toMatchObject({ queued: 1, skipped: 2 });
    expect(await states(id)).toEqual(["new", "new", "completed"]);
  });

  it("takes more than one transaction does, and leaves feeds in the trash alone", async () => {
    const old = new Date(app.clock.now().getTime() - 100 * DAY_MS).toUTCString();
    const items = Array.from({ length: 1201 }, (_, index) => ({ title: `Number ${index}`, published: old }));
    host.pages.set("/feed", { body: aFeed({ title: "Feed", items }) });
    const { id } = await app.api.feeds.add({ url: `${host.url}/feed` });
    await app.work("refreshFeed");
    expect(await app.api.queue.retryTranscripts({})).toMatchObject({ queued: 1201, skipped: 0 });
    await app.db.job.deleteMany();
    await app.db.episode.updateMany({ data: { state: "needs_audio" } });
    await app.api.feeds.remove({ id });
    expect(await app.api.queue.retryTranscripts({})).toMatchObject({ queued: 0, skipped: 0 });
    await expect(app.api.queue.retryFeedTranscripts({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("gives a host in trouble the whole window again", async () => {
    host.pages.set("/t.vtt", { status: 404 });
    const episode = await anEpisode({ transcripts: [tag("t.vtt")] });
    app.advance(15 * DAY_MS);
    await retryDueLookups(app);
    await app.work();
    expect(await episode.read()).toMatchObject({ status: "needs_audio" });
    await app.api.queue.retryFeedTranscripts({ id: episode.feedId });
    await app.work();
    expect(await episode.read()).toMatchObject({ status: "awaiting_transcript" });
  });
});

describe("an episode that nobody looks for any more", () => {
  it("waits when its job has died in every attempt, and is tried again", async () => {
    const episode = await anEpisode({});
    await app.api.queue.retryTranscript({ id: episode.id });
    const now = app.clock.now();
    await app.db.episode.update({ where: { id: episode.id }, data: { stateChangedAt: now } });
    const death = { state: "failed", error: "it broke", finishedAt: now } as const;
    await app.db.job.updateMany({ where: { episodeId: episode.id, state: "queued" }, data: death });
    await retryDueLookups(app);
    expect(await episode.read()).toMatchObject({ status: "new" });
    app.advance(5 * 60_000);
    await retryDueLookups(app);
    expect(await episode.read()).toMatchObject({
      status: "awaiting_transcript",
      status_reason: "the lookup broke off: it broke",
      next_retry_at: new Date(app.clock.now().getTime() + 3600_000),
    });
    app.advance(3600_000);
    await retryDueLookups(app);
    expect(await episode.read()).toMatchObject({ job: { state: "queued" } });
  });

  it("waits longer each time, and not for ever, when every look breaks off", async () => {
    const episode = await anEpisode({});
    let looks = 0;
    for (let minutes = 0; minutes < 20 * 24 * 60; minutes += 20) {
      app.advance(20 * 60_000);
      await retryDueLookups(app);
      const death = { state: "failed", error: "it broke", finishedAt: app.clock.now() } as const;
      const { count } = await app.db.job.updateMany({
        where: { state: "queued", type: "fetchTranscript" },
        data: death,
      });
      looks += count;
    }
    expect(await episode.read()).toMatchObject({ status: "needs_audio", next_retry_at: null, job: null });
    expect(looks).toBeLessThan(25);
  });

  it("is looked for when something was asked for while its job ended", async () => {
    const episode = await anEpisode({});
    await app.db.episode.update({ where: { id: episode.id }, data: { state: "new" } });
    app.advance(5 * 60_000);
    await retryDueLookups(app);
    expect(await episode.read()).toMatchObject({ status: "new", job: { state: "queued", type: "fetchTranscript" } });
  });

  it("is left alone when somebody has cancelled its job", async () => {
    const episode = await anEpisode({});
    await app.db.episode.update({ where: { id: episode.id }, data: { state: "new" } });
    await app.db.job.updateMany({ where: { episodeId: episode.id }, data: { state: "cancelled" } });
    app.advance(5 * 60_000);
    await retryDueLookups(app);
    expect(await episode.read()).toMatchObject({ status: "new", job: null });
  });
});

describe("a tag that the feed names while it is looked for", () => {
  /** Runs the lookup, and lets the feed name another tag while it waits for the host. */
  async function lookUpMeanwhile(id: number) {
    const tags = [tag("t.vtt"), tag("late.vtt")].map((each) => ({ ...each, language: null, rel: null }));
    const slowly: typeof app.http = {
      ...app.http,
      async get(url, request) {
        await app.db.episode.update({ where: { id }, data: { transcriptTags: tags } });
        return app.http.get(url, request);
      },
    };
    return fetchTranscript({ ...app, http: slowly }, { episodeId: id }, { signal: new AbortController().signal });
  }

  it("is acted upon at once, and no miss is written down", async () => {
    host.pages.set("/t.vtt", { status: 404 });
    const { id, read } = await anEpisode({ transcripts: [tag("t.vtt")] });
    await app.api.queue.retryTranscript({ id });
    expect(await lookUpMeanwhile(id)).toMatchObject({ kind: "postponed", because: /named another transcript/ });
    expect(await read()).toMatchObject({ status: "new" });
  });

  it("is acted upon when something was found, too", async () => {
    const { id } = await anEpisode({ transcripts: [tag("t.vtt")] });
    host.pages.set("/t.vtt", { body: aTranscript(["Found."]) });
    expect(await lookUpMeanwhile(id)).toMatchObject({ kind: "postponed" });
  });
});

describe("files", () => {
  it.each([
    ["md", "text/markdown", "**Anna:** Hello"],
    ["txt", "text/plain", "Hello there"],
    ["srt", "application/x-subrip", "00:00:00,000 --> 00:00:04,500"],
    ["vtt", "text/vtt", "<v Anna>Hello there"],
    ["json", "application/json", '"speaker": "Anna"'],
  ] as const)("are had as %s", async (format, mediaType, part) => {
    host.pages.set("/t.vtt", { body: aTranscript(["Anna: Hello there."]) });
    const episode = await anEpisode({
      title: "Ünïcode: a title?",
      published: "Fri, 02 Jan 2026 10:00:00 GMT",
      transcripts: [tag("t.vtt")],
    });
    const file = await exportTranscript(app, { id: episode.id, format });
    expect(file).toMatchObject({
      mediaType: `${mediaType}; charset=utf-8`,
      fileName: `2026-01-02_Ünïcode a title.${format}`,
    });
    expect(file.body).toContain(part);
  });

  it("are refused as subtitles when there are no times", async () => {
    host.pages.set("/t.txt", {
      headers: { "content-type": "text/plain" },
      body: "First paragraph.\n\nSecond paragraph.",
    });
    const episode = await anEpisode({ transcripts: [tag("t.txt", "text/plain")] });
    await expect(exportTranscript(app, { id: episode.id, format: "srt" })).rejects.toMatchObject({ kind: "conflict" });
    expect((await exportTranscript(app, { id: episode.id, format: "md" })).body).toContain("Second paragraph.");
  });

  it("say so when there is no transcript", async () => {
    const episode = await anEpisode({});
    await expect(exportTranscript(app, { id: episode.id, format: "md" })).rejects.toMatchObject({ kind: "not_found" });
  });
});

it("gives a part of a transcript around a time", async () => {
  host.pages.set("/t.vtt", {
    body: aTranscript(
      Array.from({ length: 100 }, (_, index) => `This is the line with number ${index}, and it is long enough.`),
    ),
  });
  const episode = await anEpisode({ transcripts: [tag("t.vtt")] });
  const section = await app.api.episodes.section({ id: episode.id, start_time: 250, duration: 20 });
  expect(section.time_range).toBe("240s - 260s");
  expect(section.transcript.split("\n")).toHaveLength(5);
  expect(section.transcript).toContain("[04:10] This is the line with number 50");
});
