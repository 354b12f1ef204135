import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aFeed, type FeedDocument } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";

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
afterEach(async () => {
  await app.db.feed.deleteMany();
  host.pages.clear();
  host.hits.clear();
});

const serve = (path: string, document: FeedDocument) => {
  host.pages.set(path, { body: aFeed(document) });
  return host.url + path;
};
const subscribe = async (url: string) => (await app.api.feeds.add({ url })).id;
const feed = (id: number) => app.api.feeds.get({ id });
/** Text that does not shrink: indexes compress before they refuse. */
const noise = (length: number) => {
  let text = "";
  for (let seed = 1; text.length < length; text += seed.toString(36)) seed = (seed * 48271) % 2147483647;
  return text;
};

describe("what is too long for an index", () => {
  it("is known by its hash when it is a guid, and is shown as it is written", async () => {
    const items = [{ guid: noise(12_000) }, { guid: "b" }];
    const id = await subscribe(serve("/feed", { items }));
    await app.work("refreshFeed");
    await app.api.feeds.refresh({ id });
    await app.work("refreshFeed");
    expect(await feed(id)).toMatchObject({ episode_count: 2, last_error: null });
    const { episodes } = await app.api.episodes.listForFeed({ id });
    expect(episodes.map(({ guid }) => guid).sort()).toEqual(items.map(({ guid }) => guid).sort());
  });

  it("is no podcast:guid", async () => {
    const id = await subscribe(serve("/feed", { guid: noise(12_000) }));
    expect(await feed(id)).toMatchObject({ podcast_guid: null });
  });

  it("is no address to move to, and the feed says so", async () => {
    const long = `/${noise(3000)}`;
    serve(long, {});
    const id = await subscribe(serve("/feed", {}));
    host.pages.set("/feed", { status: 301, headers: { location: host.url + long } });
    await app.work("refreshFeed");
    const refusal = /^The address has \d+ characters, more than the 2000/;
    expect(await feed(id)).toMatchObject({ last_error: expect.stringMatching(refusal) });
    await app.api.feeds.remove({ id });
    await expect(app.api.feeds.add({ url: `${host.url}/feed` })).rejects.toThrow(refusal);
  });
});
