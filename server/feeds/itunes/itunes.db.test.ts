import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aFeed } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { type Itunes, startItunes } from "@/tests/fakes/itunes";
import { openTestApp, type TestApp } from "@/tests/test-app";

const MINUTE_MS = 60_000;

let host: FeedHost;
let itunes: Itunes;
let app: TestApp;

beforeAll(async () => {
  [host, itunes] = await Promise.all([startFeedHost(), startItunes()]);
  app = await openTestApp({
    allow: [host.allow, itunes.allow],
    env: { ITUNES_API_URL: itunes.url, ITUNES_COUNTRY: "DE" },
  });
});
afterAll(async () => {
  await app.close();
  await Promise.all([host.close(), itunes.close()]);
});
afterEach(async () => {
  await app.db.feed.deleteMany();
  await app.db.setting.deleteMany();
  itunes.listed = [];
  itunes.moods = [];
  itunes.asked = [];
  app.advance(60 * MINUTE_MS); // what was remembered is stale
});

const search = (q: string, limit?: number) => app.api.itunes.search({ q, limit });
const serve = (path: string, title: string) => {
  host.pages.set(path, { body: aFeed({ title }) });
  return host.url + path;
};

describe("a search", () => {
  it("lists podcasts that have a feed, and says which are subscribed to", async () => {
    const mine = await app.api.feeds.add({ url: serve("/mine", "My Harbour") });
    const moved = await app.api.feeds.add({ url: serve("/moved", "Moved Harbour"), itunes_id: "3" });
    itunes.listed = [
      null,
      { id: 1, title: "My Harbour", author: "Mara", feedUrl: `${host.url}/mine/#top`, episodes: 12 },
      { id: 2, title: "Exclusive Harbour" },
      { id: 3, title: "Moved Harbour", feedUrl: "https://old.example/feed" },
      { id: 4, title: "New Harbour", feedUrl: "https://new.example/feed" },
    ];
    const { query, results } = await search("  harbour ");
    expect(query).toBe("harbour");
    expect(results.map(({ itunes_id, feed_id }) => [itunes_id, feed_id])).toEqual([
      ["1", mine.id],
      ["3", moved.id],
      ["4", null],
    ]);
    expect(results[0]).toMatchObject({ title: "My Harbour", author: "Mara", episode_count: 12, artwork_url: null });
    expect(moved.itunes_id).toBe("3");
  });

  it("does not take a deleted feed for a subscription", async () => {
    const { id } = await app.api.feeds.add({ url: serve("/mine", "My Harbour") });
    await app.api.feeds.remove({ id });
    itunes.listed = [{ id: 1, title: "My Harbour", feedUrl: `${host.url}/mine` }];
    expect((await search("harbour")).results).toMatchObject([{ feed_id: null }]);
  });

  it("asks in the store of the setting, and once for the same words", async () => {
    itunes.listed = [1, 2, 3].map((id) => ({ id, title: `Harbour ${id}`, feedUrl: `https://example.org/${id}` }));
    expect((await search("Harbour", 2)).results).toHaveLength(2);
    expect((await search("harbour", 25)).results).toHaveLength(3);
    expect(itunes.asked).toEqual(["/search?term=harbour&country=de&media=podcast&entity=podcast&limit=25"]);
    await app.api.settings.put({ settings: { itunes_country: "GB" } });
    await search("harbour");
    expect(itunes.asked[1]).toContain("country=gb");
  });

  it.each([
    ["a 403", { kind: "forbidden" }, "limited", 60_000],
    ["a 429", { kind: "busy", retryAfter: "120" }, "limited", 120_000],
    ["a 429 that names no time", { kind: "busy" }, "limited", 60_000],
    ["a 503", { kind: "down" }, "unavailable", 7_000],
    ["half an answer", { kind: "broken" }, "unavailable", undefined],
    ["a page of the network", { kind: "page" }, "unavailable", undefined],
  ] as const)("says what %s means, and is no empty list", async (_, mood, kind, retryAfterMs) => {
    itunes.listed = [{ id: 1, title: "Harbour", feedUrl: "https://example.org/1" }];
    itunes.moods = [mood];
    await expect(search("harbour")).rejects.toMatchObject({ cause: { kind, retryAfterMs } });
    app.advance(2 * MINUTE_MS);
    expect((await search("harbour")).results).toHaveLength(1);
  });

  it.each([["wrapped"], ["moved"]] as const)("reads an answer that is %s", async (kind) => {
    itunes.listed = [{ id: 1, title: "Harbour", feedUrl: "https://example.org/1" }];
    itunes.moods = [{ kind }];
    expect((await search("harbour")).results).toHaveLength(1);
  });

  it("leaves Apple alone after a refusal, lookups too", async () => {
    itunes.moods = [{ kind: "busy", retryAfter: "90" }];
    await expect(search("one")).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    app.advance(30_000);
    await expect(search("two")).rejects.toMatchObject({ cause: { retryAfterMs: 60_000 } });
    await expect(app.api.feeds.add({ url: "podcasts.apple.com/us/podcast/id1" })).rejects.toThrow(/too often/);
    expect(itunes.asked).toHaveLength(1);
    app.advance(MINUTE_MS);
    await search("two");
    expect(itunes.asked).toHaveLength(2);
  });

  it("keeps below what Apple tolerates, whoever types", async () => {
    for (let index = 0; index < 18; index++) await search(`word ${index}`);
    await expect(search("one more")).rejects.toMatchObject({ cause: { kind: "limited", retryAfterMs: MINUTE_MS } });
    expect((await search("word 3")).results).toEqual([]);
    expect(itunes.asked).toHaveLength(18);
  });

  it.each([
    ["no words", { q: "  " }],
    ["a limit of none", { q: "x", limit: 0 }],
    ["a limit of too many", { q: "x", limit: 26 }],
  ])("with %s is refused", async (_, input) => {
    await expect(app.api.itunes.search(input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("an Apple Podcasts address", () => {
  it.each([
    ["https://podcasts.apple.com/podcast/x/id7", "de"],
    ["podcasts.apple.com/fr/podcast/x/id7?i=1000", "fr"],
  ])("%s is looked up in the store %s", async (url, country) => {
    itunes.listed = [{ id: 7, title: "Seven", feedUrl: serve("/seven", "Seven") }];
    expect(await app.api.feeds.add({ url })).toMatchObject({ title: "Seven", itunes_id: "7" });
    expect(itunes.asked).toEqual([`/lookup?id=7&entity=podcast&country=${country}`]);
  });

  it.each([
    ["that Apple does not know, as an episode's", [], /knows no podcast 7/],
    ["of a podcast without a feed", [{ id: 7, title: "Seven" }], /no feed for «Seven».*exclusive/],
  ])("%s is refused in words", async (_, listed, message) => {
    itunes.listed = listed;
    await expect(app.api.feeds.add({ url: "podcasts.apple.com/us/podcast/id7" })).rejects.toThrow(message);
  });
});
