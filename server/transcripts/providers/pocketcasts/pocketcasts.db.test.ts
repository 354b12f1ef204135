import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claimJob } from "@/server/jobs/jobs.service";
import { openDb } from "@/server/platform/db";
import type { FileStore } from "@/server/platform/files";
import { createHttp } from "@/server/platform/http";
import { fetchTranscript } from "@/server/transcripts/fetch-transcript";
import { retryDueLookups } from "@/server/transcripts/transcripts.service";
import { aFeed, aTranscript, type FeedItem } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { type FakeAnswer, type FakePocketcasts, startPocketcasts } from "@/tests/fakes/pocketcasts";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { runJob } from "@/worker/run-job";
import { surveyFeeds } from "../../survey-feeds";

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;
const SHOW = "00000000-0000-4000-8000-000000000001";
const OTHER_SHOW = "00000000-0000-4000-8000-000000000002";

let host: FeedHost;
let fake: FakePocketcasts;
let app: TestApp;
const { signal } = new AbortController();

beforeAll(async () => {
  host = await startFeedHost();
  fake = await startPocketcasts();
  app = await openTestApp({
    allow: [host.allow, fake.allow],
    env: { POCKETCASTS_API_URL: fake.url, POCKETCASTS_ENABLED: "true" },
  });
});
afterAll(async () => {
  await app.close();
  await fake.close();
  await host.close();
});
afterEach(async () => {
  await app.db.feed.deleteMany();
  await app.db.setting.deleteMany();
  host.pages.clear();
  host.hits.clear();
  fake.forget();
});

const daysAgo = (days: number) => new Date(app.clock.now().getTime() - days * DAY_MS);
const item = (title: string, days = 1, more: FeedItem = {}): FeedItem => ({
  guid: title,
  title,
  published: daysAgo(days).toUTCString(),
  enclosure: `https://example.org/${encodeURIComponent(title)}.mp3`,
  ...more,
});
const listed = (title: string, days = 1, transcript?: FakeAnswer | null) =>
  fake.episode(title, daysAgo(days).toISOString(), transcript);

/** Subscribes to "Deep Cuts", which Pocket Casts knows unless told otherwise, and does all the work that follows. */
async function subscribe(items: FeedItem[]) {
  host.pages.set("/feed", { body: aFeed({ title: "Deep Cuts", items }) });
  if (fake.found.length === 0) fake.found = [{ uuid: SHOW, title: "Deep Cuts", author: "Radio Nine" }];
  const { id } = await app.api.feeds.add({ url: `${host.url}/feed` });
  await app.work();
  return id;
}

async function refresh(id: number, items: FeedItem[]) {
  host.pages.set("/feed", { body: aFeed({ title: "Deep Cuts", items }) });
  await app.api.feeds.refresh({ id });
  await app.work();
}

async function episodeOf(feedId: number, title = "One") {
  const { episodes } = await app.api.episodes.listForFeed({ id: feedId, q: title });
  const episode = episodes.find((each) => each.title === title);
  if (!episode) throw new Error(`there is no ${title}`);
  return episode;
}

describe("an episode without a publisher's transcript", () => {
  it("has the one of Pocket Casts, and the feed shows the match", async () => {
    fake.episodes.set(SHOW, [listed("One"), listed("Two", 2, null)]);
    const id = await subscribe([item("One"), item("Two", 2), item("Three", 3)]);
    expect(await episodeOf(id)).toMatchObject({
      status: "completed",
      transcript_source: "pocketcasts",
      lookup_results: [
        { provider: "podcast2.0", outcome: "none", reason: "the feed names no transcript" },
        { provider: "pocketcasts", outcome: "found", reason: null, at: expect.any(Date) },
      ],
    });
    expect(await episodeOf(id, "Two")).toMatchObject({
      status: "awaiting_transcript",
      lookup_results: [{}, { outcome: "none", reason: "Pocket Casts has no transcript of this episode" }],
    });
    expect(await episodeOf(id, "Three")).toMatchObject({
      lookup_results: [{}, { outcome: "none", reason: "Pocket Casts does not list this episode" }],
    });
    expect((await app.api.feeds.get({ id })).pocketcasts).toMatchObject({
      uuid: SHOW,
      title: "Deep Cuts",
      author: "Radio Nine",
      score: 88,
      is_by_hand: false,
      failure: null,
      searched_at: expect.any(Date),
      episode_count: 2,
      transcript_count: 1,
    });
    expect(fake.asked).toMatchObject({ terms: ["Deep Cuts"], lists: 1 });
  });

  it("asks nobody else when the publisher has one", async () => {
    host.pages.set("/t.vtt", { body: aTranscript(["Hello."]) });
    await subscribe([item("One", 1, { transcripts: [{ url: `${host.url}/t.vtt` }] })]);
    await surveyFeeds(app, signal);
    expect(fake.asked).toMatchObject({ terms: [], lists: 0 });
  });

  it("asks nobody else when the operator does not want it", async () => {
    await app.api.settings.put({ settings: { pocketcasts_enabled: false } });
    const id = await subscribe([item("One"), item("Old", 100)]);
    await surveyFeeds(app, signal);
    expect(fake.asked.terms).toEqual([]);
    expect(await episodeOf(id)).toMatchObject({
      status: "awaiting_transcript",
      lookup_results: [{ provider: "podcast2.0" }],
    });
  });

  it.each([
    ["forbidden", { status: 403 }, "Pocket Casts has not made its transcript yet"],
    ["not there", { status: 404 }, "Pocket Casts has not made its transcript yet"],
    ["broken", { status: 500 }, /answered 500$/],
    ["cut off", "break", /cannot be reached/],
  ] as const)("waits while its file is %s", async (_, answer, reason) => {
    const episode = listed("One", 1, answer);
    fake.episodes.set(SHOW, [episode]);
    const id = await subscribe([item("One")]);
    const waiting = await episodeOf(id);
    expect(waiting).toMatchObject({
      status: "awaiting_transcript",
      lookup_results: [{}, { provider: "pocketcasts", outcome: "later", reason: expect.stringMatching(reason) }],
    });
    expect(waiting.next_retry_at).toEqual(new Date(app.clock.now().getTime() + HOUR_MS));
    for (const path of fake.files.keys()) fake.files.set(path, { text: aTranscript(["Now."]) });
    app.advance(HOUR_MS);
    await retryDueLookups(app);
    await app.work();
    expect(await episodeOf(id)).toMatchObject({ status: "completed", next_retry_at: null });
  });

  it("waits as long as the host asks", async () => {
    fake.episodes.set(SHOW, [listed("One", 1, { status: 429, retryAfter: 7200 })]);
    const id = await subscribe([item("One")]);
    expect((await episodeOf(id)).next_retry_at).toEqual(new Date(app.clock.now().getTime() + 2 * HOUR_MS));
  });

  it("takes an empty file for none", async () => {
    fake.episodes.set(SHOW, [listed("One", 1, { text: "" })]);
    const id = await subscribe([item("One")]);
    expect(await episodeOf(id)).toMatchObject({
      lookup_results: [{}, { outcome: "none", reason: expect.any(String) }],
    });
  });
});

describe("one search and one list", () => {
  it("serve a show of 1,000 episodes, whoever asks in two processes at once", async () => {
    const titles = Array.from({ length: 1000 }, (_, index) => `The story of number ${index}`);
    fake.episodes.set(
      SHOW,
      titles.map((title, index) => listed(title, 1, index % 10 === 0 ? undefined : null)),
    );
    fake.found = [{ uuid: SHOW, title: "Deep Cuts" }];
    host.pages.set("/feed", { body: aFeed({ title: "Deep Cuts", items: titles.map((title) => item(title)) }) });
    const { id } = await app.api.feeds.add({ url: `${host.url}/feed` });
    await app.work("refreshFeed");

    const second = {
      ...app,
      db: openDb({ url: app.databaseUrl, poolSize: 5 }),
      http: createHttp({ allow: [host.allow, fake.allow], userAgent: "second" }),
    };
    const serve = async (worker: typeof app) => {
      for (
        let claim = await claimJob(worker, "fetchTranscript", "w");
        claim;
        claim = await claimJob(worker, "fetchTranscript", "w")
      )
        await runJob({ app: worker, type: "fetchTranscript", claim, stopping: signal });
    };
    await Promise.all([app, second].flatMap((worker) => Array.from({ length: 16 }, () => serve(worker))));
    await second.http.close();
    await second.db.$disconnect();

    expect(fake.asked).toMatchObject({ terms: ["Deep Cuts"], lists: 1 });
    expect(fake.asked.files.size).toBe(100);
    expect((await app.api.feeds.get({ id })).status_counts).toEqual({ completed: 100, awaiting_transcript: 900 });
  }, 120_000);

  it("are not asked again within the hour, and the list alone after it", async () => {
    fake.episodes.set(SHOW, [listed("Other")]);
    const id = await subscribe([item("One")]);
    await app.api.queue.retryTranscript({ id: (await episodeOf(id)).id });
    await app.work();
    expect(fake.asked).toMatchObject({ terms: ["Deep Cuts"], lists: 1 });
    app.advance(HOUR_MS);
    await app.api.queue.retryTranscript({ id: (await episodeOf(id)).id });
    await app.work();
    expect(fake.asked).toMatchObject({ terms: ["Deep Cuts"], lists: 2 });
  });

  it("are due when the feed has brought something", async () => {
    fake.episodes.set(SHOW, [listed("One")]);
    const id = await subscribe([item("One")]);
    app.advance(60_000);
    fake.episodes.get(SHOW)?.push(listed("Two", 0));
    await refresh(id, [item("Two", 0), item("One")]);
    expect(await episodeOf(id, "Two")).toMatchObject({ status: "completed" });
    expect(fake.asked).toMatchObject({ terms: ["Deep Cuts"], lists: 2 });
  });

  it("wait while another process has the lease, and go on when it dies", async () => {
    fake.episodes.set(SHOW, [listed("One")]);
    host.pages.set("/feed", { body: aFeed({ title: "Deep Cuts", items: [item("One")] }) });
    fake.found = [{ uuid: SHOW, title: "Deep Cuts" }];
    const { id } = await app.api.feeds.add({ url: `${host.url}/feed` });
    await app.work("refreshFeed");
    const leaseUntil = new Date(app.clock.now().getTime() + 60_000);
    await app.db.pocketcastsShow.create({ data: { feedId: id, leaseToken: crypto.randomUUID(), leaseUntil } });
    await app.work();
    expect(await episodeOf(id)).toMatchObject({
      status: "new",
      job: { error: "the list of Pocket Casts is being read" },
    });
    expect(fake.asked.terms).toEqual([]);
    app.advance(61_000);
    await app.work();
    expect(await episodeOf(id)).toMatchObject({ status: "completed" });
  });
});

describe("old episodes", () => {
  it("are looked for when Pocket Casts lists a transcript, and the others cost nothing", async () => {
    const items = Array.from({ length: 30 }, (_, index) => item(`Number ${index} of the past`, 100 + index));
    fake.episodes.set(SHOW, [listed("Number 3 of the past", 103), listed("Number 4 of the past", 104, null)]);
    const id = await subscribe(items);
    expect(await app.db.job.count({ where: { type: "fetchTranscript" } })).toBe(0);

    await surveyFeeds(app, signal);
    expect(await app.db.job.count({ where: { type: "fetchTranscript" } })).toBe(1);
    await app.work();
    expect(await episodeOf(id, "Number 3 of the past")).toMatchObject({ status: "completed" });
    expect((await app.api.feeds.get({ id })).status_counts).toEqual({ completed: 1, needs_audio: 29 });
    await surveyFeeds(app, signal);
    expect(fake.asked).toMatchObject({ terms: ["Deep Cuts"], lists: 1 });
  });

  it("wait the whole window for a file that is not made yet, and are not looked for again for the same file", async () => {
    const episode = listed("One", 400, { status: 403 });
    fake.episodes.set(SHOW, [episode]);
    const id = await subscribe([item("One", 400)]);
    app.advance(30 * DAY_MS);
    await surveyFeeds(app, signal);
    await app.work();
    expect(await episodeOf(id)).toMatchObject({ status: "awaiting_transcript" });
    app.advance(15 * DAY_MS);
    await retryDueLookups(app);
    await app.work();
    expect(await episodeOf(id)).toMatchObject({ status: "needs_audio" });
    const jobs = await app.db.job.count();
    app.advance(60_000);
    await refresh(id, [item("Fresh", -45, { transcripts: [] }), item("One", 445)]);
    await surveyFeeds(app, signal);
    expect(await app.db.job.count({ where: { episodeId: (await episodeOf(id)).id } })).toBe(jobs - 1);
  });
});

describe("a show that is not found", () => {
  it("says why, and is searched again after a day only", async () => {
    fake.found = [{ uuid: OTHER_SHOW, title: "Shallow Ends", author: "Nobody" }];
    const id = await subscribe([item("One")]);
    expect((await app.api.feeds.get({ id })).pocketcasts).toMatchObject({
      uuid: null,
      title: "Shallow Ends",
      reason: expect.stringMatching(/^the nearest show is “Shallow Ends” by Nobody/),
    });
    expect((await episodeOf(id)).lookup_results[1]).toMatchObject({
      outcome: "none",
      reason: expect.stringMatching(/^not on Pocket Casts: the nearest show is/),
    });
    await app.api.queue.retryTranscript({ id: (await episodeOf(id)).id });
    await app.work();
    expect(fake.asked.terms).toHaveLength(1);
    fake.found = [{ uuid: SHOW, title: "Deep Cuts" }];
    fake.episodes.set(SHOW, [listed("One")]);
    app.advance(DAY_MS);
    await retryDueLookups(app);
    await app.work();
    expect(await episodeOf(id)).toMatchObject({ status: "completed" });
  });

  it("takes the right one of several, and what lacks fields does not hurt", async () => {
    fake.found = [
      { uuid: OTHER_SHOW, title: "Deep Dives" },
      { uuid: "", title: "Deep Cuts" },
      JSON.parse("null"),
      { uuid: SHOW, title: "The Deep Cuts Podcast" },
    ];
    fake.episodes.set(SHOW, [{ uuid: "no-title" }, listed("One")]);
    expect(await episodeOf(await subscribe([item("One")]))).toMatchObject({ status: "completed" });
  });

  it("finds nothing in an empty list", async () => {
    fake.episodes.set(SHOW, []);
    const id = await subscribe([item("One")]);
    expect((await app.api.feeds.get({ id })).pocketcasts).toMatchObject({ uuid: SHOW, episode_count: 0 });
  });
});

describe("a failure of Pocket Casts", () => {
  it.each([
    ["search", { status: 500 }, /answered 500/],
    ["search", { text: "{broken" }, /no JSON/],
    ["search", { text: '"busy"' }, /something else than a list of shows/],
    ["list", { status: 404 }, /answered 404/],
    ["list", { text: "{}" }, /something else than a list of episodes/],
    ["list", "break", /cannot be reached/],
  ] as const)("of the %s is no verdict about an old episode", async (part, answer, reason) => {
    fake.trouble = { [part]: answer };
    fake.episodes.set(SHOW, [listed("One", 400)]);
    const id = await subscribe([item("One", 400)]);
    await surveyFeeds(app, signal);
    expect((await app.api.feeds.get({ id })).pocketcasts).toMatchObject({ failure: expect.stringMatching(reason) });
    await surveyFeeds(app, signal);
    expect(fake.asked.terms.length + fake.asked.lists).toBe(part === "search" ? 1 : 2);

    fake.trouble = {};
    app.advance(5 * 60_000);
    await surveyFeeds(app, signal);
    await app.work();
    expect(await episodeOf(id)).toMatchObject({ status: "completed" });
    expect((await app.api.feeds.get({ id })).pocketcasts).toMatchObject({ failure: null });
    expect(fake.asked.terms).toHaveLength(part === "search" ? 2 : 1);
  });

  it("is no failure when some of what it lists is nonsense", async () => {
    const [odd, good] = [listed("One", 400), listed("Two", 400)];
    const text = "One\u0000\ud800";
    Object.assign(odd, { title: text, published: "-000044-03-15T12:00:00Z", duration: 1e15, author: text });
    fake.episodes.set(SHOW, [odd, good]);
    const id = await subscribe([item("One", 400), item("Two", 400)]);
    await surveyFeeds(app, signal);
    await app.work();
    expect((await app.api.feeds.get({ id })).pocketcasts).toMatchObject({ failure: null, transcript_count: 2 });
    expect((await app.api.feeds.get({ id })).status_counts).toEqual({ completed: 2 });
  });

  it("keeps no other podcast waiting when it is a fault of ours, and is not asked for again at once", async () => {
    fake.episodes.set(SHOW, [listed("One", 400)]);
    const id = await subscribe([item("One", 400)]);
    host.pages.set("/other", { body: aFeed({ title: "Deep Cuts", items: [item("One", 400)] }) });
    const other = await app.api.feeds.add({ url: `${host.url}/other` });
    await app.work();
    let isBroken = true;
    const faulty: typeof app.http = {
      ...app.http,
      get(url, request) {
        const isFirst = isBroken;
        isBroken = false;
        return isFirst ? Promise.reject(new TypeError("not foreseen")) : app.http.get(url, request);
      },
    };
    await surveyFeeds({ ...app, http: faulty }, signal);
    const failureOf = async (feed: number) => (await app.api.feeds.get({ id: feed })).pocketcasts?.failure;
    expect(await failureOf(id)).toBe("what Pocket Casts answered could not be worked with");
    expect(await failureOf(other.id)).toBeNull();
    await surveyFeeds(app, signal);
    expect(fake.asked.lists).toBe(1);
    app.advance(5 * 60_000);
    await surveyFeeds(app, signal);
    expect(await failureOf(id)).toBeNull();
  });

  it("lets the jobs wait without asking again and again", async () => {
    fake.trouble = { search: { status: 503, retryAfter: 0 } };
    fake.episodes.set(SHOW, [listed("One"), listed("Two")]);
    const id = await subscribe([item("One"), item("Two")]);
    expect(fake.asked.terms).toHaveLength(1);
    expect(await episodeOf(id)).toMatchObject({ status: "new", job: { state: "queued" } });
    fake.trouble = {};
    app.advance(10_000);
    await app.work();
    expect((await app.api.feeds.get({ id })).status_counts).toEqual({ completed: 2 });
  });
});

describe("a match that is wrong", () => {
  it("is corrected by hand: what came from it goes, and the right one is read", async () => {
    fake.found = [{ uuid: OTHER_SHOW, title: "Deep Cuts" }];
    fake.episodes.set(OTHER_SHOW, [listed("One", 1, { text: aTranscript(["Another podcast altogether."]) })]);
    fake.episodes.set(SHOW, [listed("One", 1, { text: aTranscript(["The right words."]) })]);
    const id = await subscribe([item("One")]);
    const { id: episodeId } = await episodeOf(id);
    expect((await app.api.search.query({ q: "altogether" })).hits).toHaveLength(1);

    const feed = await app.api.feeds.setPocketcasts({ id, uuid: `https://pca.st/podcast/${SHOW}` });
    expect(feed.pocketcasts).toMatchObject({ uuid: SHOW, is_by_hand: true, score: null, episode_count: 1 });
    await app.work("withdrawTranscripts");
    expect((await app.api.episodes.transcripts({ id: episodeId })).transcripts).toEqual([]);
    expect((await app.api.search.query({ q: "altogether" })).hits).toEqual([]);
    await app.work();
    expect((await app.api.episodes.readable({ id: episodeId }))?.phrases[0]?.text).toBe("The right words.");
  });

  describe("of which there is much", () => {
    const names = Array.from({ length: 120 }, (_, index) => `Number ${index}`);
    let id: number;
    beforeEach(async () => {
      fake.found = [{ uuid: OTHER_SHOW, title: "Deep Cuts" }];
      const wrong = { text: aTranscript(["Another podcast altogether."]) };
      fake.episodes.set(
        OTHER_SHOW,
        names.map((name) => listed(name, 1, wrong)),
      );
      fake.episodes.set(SHOW, [listed("Number 7", 1, { text: aTranscript(["The right words."]) })]);
      id = await subscribe(names.map((name) => item(name)));
      expect((await app.api.feeds.get({ id })).status_counts).toEqual({ completed: 120 });
      await app.api.feeds.setPocketcasts({ id, uuid: SHOW });
    });
    const expectRight = async () => {
      expect((await app.api.feeds.get({ id })).status_counts).toEqual({ completed: 1, awaiting_transcript: 119 });
      const seven = await app.api.episodes.readable(await episodeOf(id, "Number 7"));
      expect(seven?.phrases[0]?.text).toBe("The right words.");
      expect((await app.api.search.query({ q: "altogether" })).hits).toEqual([]);
    };
    const claimWithdrawal = async () => {
      const claim = await claimJob(app, "withdrawTranscripts", "me");
      if (!claim) throw new Error("nothing to withdraw");
      return claim;
    };

    it("leaves nothing behind when the work is cut short", async () => {
      const claim = await claimWithdrawal();
      const stopping = new AbortController();
      const files: FileStore = {
        ...app.files,
        remove: (key) => {
          stopping.abort();
          return app.files.remove(key);
        },
      };
      await runJob({ app: { ...app, files }, type: "withdrawTranscripts", claim, stopping: stopping.signal });
      expect(await app.db.transcript.count()).toBe(70);
      await app.work();
      await expectRight();
    });

    it("goes, although its files cannot be removed", async () => {
      const claim = await claimWithdrawal();
      const files: FileStore = { ...app.files, remove: () => Promise.reject(new Error("a read-only disk")) };
      await runJob({ app: { ...app, files }, type: "withdrawTranscripts", claim, stopping: signal });
      await app.work();
      await expectRight();
    });

    it("goes, although the podcast was deleted and brought back before", async () => {
      await app.api.feeds.remove({ id });
      await app.api.feeds.restore({ id });
      await app.work();
      await expectRight();
    });
  });

  it("may be none at all, and stays none", async () => {
    fake.episodes.set(SHOW, [listed("One")]);
    const id = await subscribe([item("One")]);
    expect((await app.api.feeds.setPocketcasts({ id, uuid: null })).pocketcasts).toMatchObject({
      uuid: null,
      is_by_hand: true,
    });
    app.advance(2 * DAY_MS);
    await app.work();
    await surveyFeeds(app, signal);
    expect(await episodeOf(id)).toMatchObject({
      status: "awaiting_transcript",
      lookup_results: [{}, { outcome: "none", reason: "not on Pocket Casts: as you said" }],
    });
    expect(fake.asked).toMatchObject({ terms: ["Deep Cuts"], lists: 1 });
  });

  it("keeps what it had when the new one does not exist, or nobody answers", async () => {
    fake.episodes.set(SHOW, [listed("One")]);
    const id = await subscribe([item("One")]);
    await expect(app.api.feeds.setPocketcasts({ id, uuid: OTHER_SHOW })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(app.api.feeds.setPocketcasts({ id, uuid: "deep cuts" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    fake.trouble = { search: { status: 500 } };
    await expect(app.api.feeds.searchPocketcasts({ id })).rejects.toThrow(/answered 500/);
    expect((await app.api.feeds.get({ id })).pocketcasts).toMatchObject({ uuid: SHOW, is_by_hand: false });
    expect(await episodeOf(id)).toMatchObject({ status: "completed" });
  });

  it("may be searched anew", async () => {
    fake.found = [{ uuid: OTHER_SHOW, title: "Shallow Ends" }];
    const id = await subscribe([item("One")]);
    fake.found = [{ uuid: SHOW, title: "Deep Cuts" }];
    fake.episodes.set(SHOW, [listed("One")]);
    expect((await app.api.feeds.searchPocketcasts({ id })).pocketcasts).toMatchObject({ uuid: SHOW, score: 88 });
    await app.work();
    expect(await episodeOf(id)).toMatchObject({ status: "completed", transcript_source: "pocketcasts" });
  });

  it("has the name by which the search knows it, and its episodes say what holds now", async () => {
    fake.found = [{ uuid: SHOW, title: "Shallow Ends", author: "Radio Nine" }];
    const id = await subscribe([item("One"), item("Two", 2), item("Three", 3)]);
    const reasonOf = async (title: string) => (await episodeOf(id, title)).lookup_results[1]?.reason;
    expect(await reasonOf("One")).toMatch(/^not on Pocket Casts: the nearest show is “Shallow Ends”/);

    fake.episodes.set(SHOW, [listed("One"), listed("Two", 2, null)]);
    const { pocketcasts } = await app.api.feeds.setPocketcasts({ id, uuid: SHOW });
    expect(pocketcasts).toMatchObject({ uuid: SHOW, title: "Shallow Ends", author: "Radio Nine", is_by_hand: true });
    await app.work();
    expect(await episodeOf(id)).toMatchObject({ status: "completed" });
    expect(await reasonOf("Two")).toBe("Pocket Casts has no transcript of this episode");
    expect(await reasonOf("Three")).toBe("Pocket Casts does not list this episode");
  });

  it("is chosen from what the search finds, the likeliest first", async () => {
    fake.found = [
      { uuid: OTHER_SHOW, title: "Something else" },
      { uuid: SHOW, title: "Deeper", author: "Radio Nine" },
      { uuid: SHOW, title: "Deeper", author: "Radio Nine" },
    ];
    const id = await subscribe([item("One")]);
    const { pocketcasts: before } = await app.api.feeds.get({ id });
    const { shows } = await app.api.feeds.pocketcastsCandidates({ id });
    expect(new Set(shows.map(({ uuid }) => uuid))).toEqual(new Set([SHOW, OTHER_SHOW]));
    expect(shows).toHaveLength(2);
    expect(shows).toEqual([...shows].sort((a, b) => b.score - a.score));
    expect((await app.api.feeds.get({ id })).pocketcasts).toEqual(before);
  });

  it("may be set while nobody can say its name", async () => {
    fake.found = [{ uuid: OTHER_SHOW, title: "Shallow Ends" }];
    const id = await subscribe([item("One")]);
    fake.trouble = { search: { status: 500 } };
    fake.episodes.set(SHOW, [listed("One")]);
    const { pocketcasts } = await app.api.feeds.setPocketcasts({ id, uuid: SHOW });
    expect(pocketcasts).toMatchObject({ uuid: SHOW, title: null, is_by_hand: true });
  });

  it("gives nothing that was on its way when it was corrected", async () => {
    fake.found = [{ uuid: OTHER_SHOW, title: "Deep Cuts" }];
    fake.episodes.set(OTHER_SHOW, [listed("One", 1, { status: 403 })]);
    fake.episodes.set(SHOW, []);
    const id = await subscribe([item("One")]);
    const { id: episodeId } = await episodeOf(id);
    for (const path of fake.files.keys()) fake.files.set(path, { text: aTranscript(["Another podcast altogether."]) });
    const meddling: typeof app.http = {
      ...app.http,
      async get(url, request) {
        if (url.includes("generated")) await app.api.feeds.setPocketcasts({ id, uuid: SHOW });
        return app.http.get(url, request);
      },
    };
    await app.api.queue.retryTranscript({ id: episodeId });
    const outcome = await fetchTranscript({ ...app, http: meddling }, { episodeId }, { signal });
    expect(outcome).toMatchObject({ kind: "postponed", because: "its provider offers something else by now" });
    expect(await episodeOf(id)).toMatchObject({ has_transcript: false });
  });

  it("is not overwritten by who was reading the wrong list just then", async () => {
    fake.found = [{ uuid: OTHER_SHOW, title: "Deep Cuts" }];
    fake.episodes.set(OTHER_SHOW, [listed("One")]);
    fake.episodes.set(SHOW, [listed("One")]);
    host.pages.set("/feed", { body: aFeed({ title: "Deep Cuts", items: [item("One", 400)] }) });
    const { id } = await app.api.feeds.add({ url: `${host.url}/feed` });
    await app.work();
    const meddling: typeof app.http = {
      ...app.http,
      async get(url, request) {
        const response = await app.http.get(url, request);
        if (url.includes(OTHER_SHOW)) await app.api.feeds.setPocketcasts({ id, uuid: SHOW });
        return response;
      },
    };
    await surveyFeeds({ ...app, http: meddling }, signal);
    expect((await app.api.feeds.get({ id })).pocketcasts).toMatchObject({ uuid: SHOW, is_by_hand: true });
    const rows = await app.db.pocketcastsEpisode.findMany();
    expect(rows.map(({ uuid }) => uuid)).toEqual(fake.episodes.get(SHOW)?.map(({ uuid }) => uuid));
  });
});

describe("a publisher's transcript that comes late", () => {
  it("takes the place of the one of Pocket Casts, which stays as a version", async () => {
    fake.episodes.set(SHOW, [listed("One")]);
    const id = await subscribe([item("One")]);
    host.pages.set("/t.vtt", { status: 404 });
    await refresh(id, [item("One", 1, { transcripts: [{ url: `${host.url}/t.vtt` }] })]);
    expect(await episodeOf(id)).toMatchObject({ status: "completed", transcript_source: "pocketcasts" });

    host.pages.set("/t.vtt", { body: aTranscript(["As published."]) });
    app.advance(HOUR_MS);
    await retryDueLookups(app);
    await app.work();
    const episode = await episodeOf(id);
    expect(episode).toMatchObject({
      status: "completed",
      transcript_source: "podcast2.0:vtt",
      next_retry_at: null,
      status_reason: null,
    });
    const { transcripts } = await app.api.episodes.transcripts({ id: episode.id });
    expect(transcripts.map(({ source }) => source)).toEqual(["podcast2.0:vtt", "pocketcasts"]);
    expect(host.hits.get("/t.vtt")).toBe(2);

    await refresh(id, [item("One", 1, { transcripts: [{ url: `${host.url}/t.vtt?renewed=1` }] })]);
    expect(host.hits.get("/t.vtt?renewed=1")).toBeUndefined();
  });
});

it("never learns of a private podcast", async () => {
  host.pages.set("/feed", { body: aFeed({ title: "Deep Cuts", items: [item("Members only")] }) });
  await app.api.feeds.add({ url: `${host.url}/feed`, credentials: { token: "s3cret" } });
  await app.work();
  await surveyFeeds(app, signal);
  const [feed] = (await app.api.feeds.list()).feeds;
  expect(await app.api.feeds.pocketcastsCandidates({ id: feed?.id ?? 0 })).toEqual({ shows: [] });
  expect(fake.asked.terms).toEqual([]);
  const [episode] = (await app.api.episodes.recent({ days: 30 })).episodes;
  expect(episode?.lookup_results.find((result) => result.provider === "pocketcasts")).toMatchObject({
    outcome: "none",
    reason: "Pocket Casts is not asked about private podcasts",
  });
});
