import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jobCatalog } from "@/server/jobs/catalog";
import { claimJob } from "@/server/jobs/jobs.service";
import { reconcile } from "@/server/jobs/reconcile";
import { aFeed } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { retryDueChapters } from "./fetch-chapters";

let host: FeedHost;
let app: TestApp;

beforeAll(async () => {
  host = await startFeedHost();
  app = await openTestApp({ allow: [host.allow] });
});
afterAll(async () => {
  await app.close();
  await host.close();
});

const podlove = `<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">
  <psc:chapter start="00:01:29.201" title="Intro &amp; more" href="/about" image="https://e.example/i.png"/><psc:chapter start="0" title="Start"/></psc:chapters>`;
const linked = (path: string) => `<podcast:chapters url="${host.url}${path}" type="application/json+chapters"/>`;
const serve = (...extras: string[]) => {
  const items = extras.map((_, index) => ({
    guid: `g${index}`,
    title: `E${index}`,
    enclosure: `https://e.example/${index}`,
    published: app.clock.now().toUTCString(),
  }));
  let index = 0;
  const body = aFeed({ items }).replace(/<\/item>/g, () => `${extras[index++] ?? ""}</item>`);
  host.pages.set("/feed", { body });
};
const document = (...titles: string[]) => ({
  body: JSON.stringify({
    version: "1.2.0",
    chapters: titles.map((title, index) => ({ startTime: index * 60, title })),
  }),
});

it("takes chapters from the feed, or better from the document that it names, and follows a change", async () => {
  host.pages.set("/1.json", document("A", "B"));
  host.pages.set("/broken.json", { body: "<html>" });
  serve(podlove, linked("/1.json"), podlove + linked("/broken.json"), "");
  const { id } = await app.api.feeds.add({ url: `${host.url}/feed` });
  await app.work();
  const ids = (await app.db.episode.findMany({ where: { feedId: id }, orderBy: { guid: "asc" } })).map((row) => row.id);
  const shown = () =>
    Promise.all(
      ids.map(async (episode) =>
        (await app.api.episodes.chapters({ id: episode })).chapters.map(
          (chapter) => `${chapter.start_ms} ${chapter.title}`,
        ),
      ),
    );
  const fromFeed = ["0 Start", "89201 Intro & more"];
  expect(await shown()).toEqual([fromFeed, ["0 A", "60000 B"], fromFeed, []]);
  expect((await app.api.episodes.chapters({ id: ids[0] ?? 0 })).chapters[1]).toMatchObject({
    url: `${host.url}/about`,
    image_url: "https://e.example/i.png",
  });

  host.pages.set("/2.json", document("C"));
  host.hits.clear();
  serve("", linked("/2.json"), linked("/1.json"), linked("/1.json"));
  await app.api.feeds.refresh({ id });
  await app.work();
  expect(await shown()).toEqual([[], ["0 C"], ["0 A", "60000 B"], ["0 A", "60000 B"]]);
  expect([host.hits.get("/2.json"), host.hits.get("/1.json")]).toEqual([1, 2]);
  await app.api.feeds.refresh({ id });
  await app.work();
  expect([host.hits.get("/2.json"), host.hits.get("/1.json")]).toEqual([1, 2]);
});

describe("chapters that are not there yet", () => {
  const ready = async () => {
    await app.db.feed.deleteMany();
    host.hits.clear();
    host.pages.delete("/late.json");
    serve(linked("/late.json"));
    const { id: feedId } = await app.api.feeds.add({ url: `${host.url}/feed` });
    await app.work();
    const episode = await app.db.episode.findFirst({ where: { feedId } });
    return { feedId, id: episode?.id ?? 0 };
  };
  const dayPasses = async () => {
    app.advance(25 * 3600_000);
    await retryDueChapters(app);
    await app.work("fetchChapters");
  };
  const asked = () => host.hits.get("/late.json");
  const lastJob = () => app.db.job.findFirst({ where: { type: "fetchChapters" }, orderBy: { id: "desc" } });

  it.each([
    ["are missing", { status: 404 }],
    ["are refused", { status: 403 }],
    ["are a web page", { body: "<html>" }],
  ])("are asked for again each day while they %s, and are taken once they come", async (_, answer) => {
    const { id } = await ready();
    host.pages.set("/late.json", answer);
    await dayPasses();
    expect(await retryDueChapters(app)).toBe(0);
    expect(asked()).toBe(2);
    host.pages.set("/late.json", document("Late"));
    await dayPasses();
    expect((await app.api.episodes.chapters({ id })).chapters).toMatchObject([{ title: "Late" }]);
    await dayPasses();
    expect(asked()).toBe(3);
  });

  it("are asked for again soon, and then each day, while their host is in trouble", async () => {
    await ready();
    host.hits.clear();
    host.pages.set("/late.json", { status: 503 });
    for (let day = 0; day < 2; day++) {
      await dayPasses();
      for (let attempt = 0; attempt < 5; attempt++) {
        app.advance(11 * 60_000);
        await app.work("fetchChapters");
      }
    }
    expect(asked()).toBe(8);
  });

  const followFeed = async (feedId: number) => {
    await app.api.feeds.refresh({ id: feedId });
    await app.work("refreshFeed");
  };
  it.each([
    [
      "first look",
      async (feedId: number) => {
        serve("", linked("/late.json"));
        await followFeed(feedId);
      },
    ],
    [
      "first look at another address",
      async (feedId: number) => {
        host.pages.set("/late.json", document("Early"));
        await dayPasses();
        host.pages.delete("/late.json");
        serve(linked("/other.json"));
        await followFeed(feedId);
      },
    ],
    [
      "second look",
      async () => {
        app.advance(25 * 3600_000);
        await retryDueChapters(app);
      },
    ],
  ])("are asked for again the next day when every worker died: %s", async (_, look) => {
    const { feedId } = await ready();
    await look(feedId);
    for (let attempt = 0; attempt < jobCatalog.fetchChapters.attempts; attempt++) {
      await claimJob(app, "fetchChapters", "dead");
      app.advance(jobCatalog.fetchChapters.leaseMs + 1);
      await reconcile(app);
    }
    const failed = await lastJob();
    expect(failed).toMatchObject({ state: "failed" });
    for (const path of ["/late.json", "/other.json"]) host.pages.set(path, document("Late"));
    await dayPasses();
    const { chapters } = await app.api.episodes.chapters({ id: failed?.episodeId ?? 0 });
    expect(chapters).toMatchObject([{ title: "Late" }]);
  });

  it("are not asked for again once the feed names none", async () => {
    const { feedId } = await ready();
    serve("");
    await followFeed(feedId);
    await dayPasses();
    app.advance(25 * 3600_000);
    expect(await retryDueChapters(app)).toBe(0);
  });

  it("are given up some days after publication", async () => {
    await ready();
    for (let day = 0; day < 20; day++) await dayPasses();
    expect(asked()).toBe(15);
    expect(await lastJob()).toMatchObject({ state: "failed", error: expect.stringContaining("answered 404") });
  });

  it("are fetched from another address as soon as the feed names it", async () => {
    const { feedId, id } = await ready();
    host.pages.set("/2.json", document("Elsewhere"));
    serve(linked("/2.json"));
    await app.api.feeds.refresh({ id: feedId });
    await app.work();
    expect((await app.api.episodes.chapters({ id })).chapters).toMatchObject([{ title: "Elsewhere" }]);
    await dayPasses();
    expect([asked(), host.hits.get("/2.json")]).toEqual([1, 1]);
  });
});
