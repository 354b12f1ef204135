import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Http } from "@/server/platform/http";
import { aFeed, aTranscript } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { exportOpml } from "./opml/opml.service";
import { refreshFeed } from "./refresh-feed";
import { renewUrlKeys } from "./renew-url-keys";

const PASSWORD = "c0rrect horse";
const basic = `Basic ${Buffer.from(`ann:${PASSWORD}`).toString("base64")}`;

let host: FeedHost;
let stranger: FeedHost;
let app: TestApp;
let seen: (string | undefined)[] = [];

beforeAll(async () => {
  [host, stranger] = await Promise.all([startFeedHost(), startFeedHost()]);
  app = await openTestApp({ allow: [host.allow, stranger.allow] });
});
afterAll(async () => {
  await app.close();
  await Promise.all([host.close(), stranger.close()]);
});
afterEach(async () => {
  await app.db.feed.deleteMany();
  host.pages.clear();
  stranger.pages.clear();
  seen = [];
});

/** Serves a page to whoever shows this authorization. */
const guard = (path: string, authorization: string, body: string) =>
  host.pages.set(path, ({ headers }) => {
    seen.push(headers.authorization);
    return headers.authorization === authorization
      ? { body }
      : { status: 401, headers: { "www-authenticate": "Basic" } };
  });
const idleRun = { signal: new AbortController().signal, progress: async () => {} };
const everythingStored = async () => JSON.stringify(await app.db.feed.findMany());

describe("a feed that asks for a password", () => {
  it("says that it does, and is opened with it from then on", async () => {
    guard("/feed", basic, aFeed({ title: "Members" }));
    const url = `${host.url}/feed`;
    await expect(app.api.feeds.add({ url })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: expect.stringContaining("asks for a password"),
      cause: { details: { needs_credentials: true } },
    });
    const feed = await app.api.feeds.add({ url, credentials: { username: "ann", password: PASSWORD } });
    await app.work();
    expect(await app.api.feeds.get({ id: feed.id })).toMatchObject({
      url,
      has_credentials: true,
      episode_count: 1,
      last_error: null,
    });
  });

  it("takes the password from the address, and shows it nowhere again", async () => {
    guard("/feed", basic, aFeed());
    const url = `${host.url.replace("//", `//ann:${encodeURIComponent(PASSWORD)}@`)}/feed`;
    const feed = await app.api.feeds.add({ url });
    expect(feed.url).toBe(`${host.url}/feed`);
    for (const shown of [JSON.stringify(feed), await everythingStored()]) {
      expect(shown).not.toContain(PASSWORD);
      expect(shown).not.toContain(basic);
    }
  });

  it("takes a token, another one later, and none", async () => {
    guard("/feed", "Bearer one", aFeed());
    const { id } = await app.api.feeds.add({ url: `${host.url}/feed`, credentials: { token: "one" } });
    guard("/feed", "Bearer two", aFeed());
    await expect(app.api.feeds.update({ id, credentials: { token: "wrong" } })).rejects.toThrow(
      /does not accept this password/,
    );
    expect(await app.api.feeds.update({ id, credentials: { token: "two" } })).toMatchObject({ has_credentials: true });
    host.pages.set("/feed", { body: aFeed() });
    expect(await app.api.feeds.update({ id, credentials: null })).toMatchObject({ has_credentials: false });
  });

  it("keeps its token when the address is given as it is shown", async () => {
    host.pages.set("/rss?token=one", { body: aFeed() });
    host.pages.set("/rss", { body: aFeed() });
    const { id, url } = await app.api.feeds.add({ url: `${host.url}/rss?token=one` });
    expect(await app.api.feeds.update({ id, url })).toMatchObject({ url, has_credentials: true });
    expect(await app.api.feeds.update({ id, url, credentials: null })).toMatchObject({ url, has_credentials: false });
  });

  it("is opened with the new one at once, when that is given while the old one is refused", async () => {
    guard("/feed", "Bearer one", aFeed());
    const { id } = await app.api.feeds.add({ url: `${host.url}/feed`, credentials: { token: "one" } });
    guard("/feed", "Bearer two", aFeed());
    const get: Http["get"] = async (asked, request) => {
      const answer = await app.http.get(asked, request);
      await app.api.feeds.update({ id, credentials: { token: "two" } });
      return answer;
    };
    const outcome = await refreshFeed({ ...app, http: { ...app.http, get } }, { feedId: id }, idleRun);
    expect(outcome).toMatchObject({ kind: "postponed", until: app.clock.now() });
    expect(await app.api.feeds.get({ id })).toMatchObject({ last_error: null, failure_count: 0 });
  });

  it("opens the transcripts on its own host, and shows the password to no other", async () => {
    stranger.pages.set("/t.vtt", ({ headers }) => {
      seen.push(headers.authorization);
      return { body: aTranscript(["In public."]) };
    });
    guard("/t.vtt", basic, aTranscript(["Among us."]));
    const transcripts = (from: FeedHost) => [{ url: `${from.url}/t.vtt` }];
    const items = [
      { guid: "a", title: "Here", transcripts: transcripts(host) },
      { guid: "b", title: "There", enclosure: "https://e.example/b", transcripts: transcripts(stranger) },
    ];
    guard("/feed", basic, aFeed({ items }));
    const { id } = await app.api.feeds.add({
      url: `${host.url}/feed`,
      credentials: { username: "ann", password: PASSWORD },
    });
    seen = [];
    await app.work();
    expect(await app.api.feeds.get({ id })).toMatchObject({ transcript_count: 2 });
    expect(seen.sort()).toEqual([basic, basic, undefined]);
  });
});

const publicItems = [{ guid: "a", title: "A" }];
const premiumItems = [...publicItems, { guid: "bonus", title: "Bonus", enclosure: "https://e.example/bonus" }];
const withPassword = { credentials: { username: "ann", password: PASSWORD } };

describe("a private feed that says it has moved", () => {
  const refreshed = async (id: number) => {
    await app.api.feeds.refresh({ id });
    await app.work();
    return app.api.feeds.get({ id });
  };

  it.each([
    ["on its own host", () => host],
    ["on another host", () => stranger],
  ])("is not replaced by the public one %s, neither when it is added nor later", async (_, place) => {
    place().pages.set("/public", { body: aFeed({ items: publicItems }) });
    const movedTo = `${place().url}/public`;
    host.pages.set("/feed?token=one", { body: aFeed({ items: premiumItems, movedTo }) });
    // Hosts answer to a parameter that they do not know as if it were not there.
    place().pages.set("/public?token=one", { body: aFeed({ items: publicItems }) });
    guard("/members", basic, aFeed({ items: premiumItems, movedTo }));
    const stays = { has_credentials: true, episode_count: 2, last_error: null };

    const byToken = await app.api.feeds.add({ url: `${host.url}/feed?token=one` });
    const byPassword = await app.api.feeds.add({ url: `${host.url}/members`, ...withPassword });
    await app.work();
    expect(await refreshed(byToken.id)).toMatchObject({ url: `${host.url}/feed`, ...stays });
    expect(await refreshed(byPassword.id)).toMatchObject({ url: `${host.url}/members`, ...stays });
  });

  it("is followed on its own host to where the same password opens it", async () => {
    guard("/new", basic, aFeed({ items: premiumItems }));
    guard("/old", basic, aFeed({ items: premiumItems, movedTo: `${host.url}/new` }));
    const { id } = await app.api.feeds.add({ url: `${host.url}/old`, ...withPassword });
    await app.work();
    expect(await app.api.feeds.get({ id })).toMatchObject({
      url: `${host.url}/new`,
      has_credentials: true,
      episode_count: 2,
      last_error: null,
    });
  });

  it("is followed on its own host to where the same token opens it", async () => {
    host.pages.set("/new?token=one", { body: aFeed({ items: premiumItems }) });
    host.pages.set("/new", { status: 401 });
    host.pages.set("/old?token=one", { body: aFeed({ items: premiumItems, movedTo: `${host.url}/new` }) });
    const { id } = await app.api.feeds.add({ url: `${host.url}/old?token=one` });
    expect(await refreshed(id)).toMatchObject({ url: `${host.url}/new`, has_credentials: true, last_error: null });
  });

  it("stays while nobody can tell whether the new place is open to all", async () => {
    host.pages.set("/new?token=one", { body: aFeed({ items: premiumItems }) });
    host.pages.set("/new", { status: 503 });
    host.pages.set("/old?token=one", { body: aFeed({ items: premiumItems, movedTo: `${host.url}/new` }) });
    const { id } = await app.api.feeds.add({ url: `${host.url}/old?token=one` });
    expect(await refreshed(id)).toMatchObject({ url: `${host.url}/old`, last_error: null });
  });
});

describe("a private feed that is redirected for good", () => {
  const redirected = async (from: string, location: string) => {
    const { id } = await app.api.feeds.add({ url: host.url + from, ...(from === "/feed" ? withPassword : {}) });
    host.pages.set(from, { status: 301, headers: { location } });
    seen = [];
    await app.work();
    return app.api.feeds.get({ id });
  };
  const open = (from: FeedHost, path: string) =>
    from.pages.set(path, ({ headers }) => {
      seen.push(headers.authorization);
      return { body: aFeed() };
    });

  it("keeps its password for its host, and shows it to no other", async () => {
    guard("/feed", basic, aFeed());
    open(stranger, "/feed");
    const stays = { url: `${host.url}/feed`, has_credentials: true, episode_count: 1, last_error: null };
    expect(await redirected("/feed", `${stranger.url}/feed`)).toMatchObject(stays);
    expect(seen).toEqual([undefined]);
  });

  it("takes its password along on its own host", async () => {
    guard("/feed", basic, aFeed());
    guard("/new", basic, aFeed());
    const moved = { url: `${host.url}/new`, has_credentials: true, last_error: null };
    expect(await redirected("/feed", `${host.url}/new`)).toMatchObject(moved);
  });

  it("keeps its token when it is led to the public feed", async () => {
    open(host, "/rss?token=one");
    open(host, "/public");
    const stays = { url: `${host.url}/rss`, has_credentials: true, last_error: null };
    expect(await redirected("/rss?token=one", "/public")).toMatchObject(stays);
  });

  it("is not replaced by another podcast on another host", async () => {
    guard("/feed", basic, aFeed({ title: "Members" }));
    const { id } = await app.api.feeds.add({ url: `${host.url}/feed`, ...withPassword });
    await app.work();
    const items = [{ guid: "x", title: "X", enclosure: "https://x.example/x" }];
    stranger.pages.set("/other", { body: aFeed({ title: "Other", items }) });
    host.pages.set("/feed", { status: 301, headers: { location: `${stranger.url}/other` } });
    await app.api.feeds.refresh({ id });
    await app.work();
    const reason = "the address leads to another podcast, «Other»";
    expect(await app.api.feeds.get({ id })).toMatchObject({ title: "Members", episode_count: 1, last_error: reason });
  });

  it("moves to an address that opens it by itself", async () => {
    open(host, "/rss?token=one");
    open(stranger, "/rss?token=two");
    const moved = { url: `${stranger.url}/rss`, has_credentials: true, last_error: null };
    expect(await redirected("/rss?token=one", `${stranger.url}/rss?token=two`)).toMatchObject(moved);
  });
});

describe("a token in the address", () => {
  it("is not shown either while a page of the archive holds it", async () => {
    const url = `${host.url}/rss?auth=s3cret`;
    host.pages.set("/rss?auth=s3cret", { body: aFeed({ nextPage: `${url}&page=2` }) });
    const { id } = await app.api.feeds.add({ url });
    let stored = "";
    const get: Http["get"] = async (asked, request) => {
      stored = await everythingStored();
      return app.http.get(asked, request);
    };
    await refreshFeed({ ...app, http: { ...app.http, get } }, { feedId: id }, idleRun);
    expect(host.hits.get("/rss?page=2&auth=s3cret")).toBe(1);
    expect(stored).not.toContain("s3cret");
    expect(JSON.parse(stored)).toMatchObject([{ archivePlace: expect.anything() }]);
  });

  const isArchiveRead = async (id: number) => (await app.db.feed.findFirst({ where: { id } }))?.isArchiveRead;

  it("opens the pages of the archive too, where they do not repeat it", async () => {
    host.pages.set("/rss?auth=s3cret", { body: aFeed({ nextPage: `${host.url}/rss?page=2` }) });
    host.pages.set("/rss?page=2", { status: 401 });
    host.pages.set("/rss?page=2&auth=s3cret", { body: aFeed({ items: premiumItems }) });
    const { id } = await app.api.feeds.add({ url: `${host.url}/rss?auth=s3cret` });
    await app.work();
    expect(await app.api.feeds.get({ id })).toMatchObject({ episode_count: 3, last_error: null });
  });

  it.each([401, 403])("that does not open a page (%i) does not end the archive", async (status) => {
    host.pages.set("/rss?auth=s3cret", { body: aFeed({ nextPage: `${host.url}/rss?page=2` }) });
    host.pages.set("/rss?page=2&auth=s3cret", { status });
    const { id } = await app.api.feeds.add({ url: `${host.url}/rss?auth=s3cret` });
    await app.work();
    expect(await app.api.feeds.get({ id })).toMatchObject({ episode_count: 1, last_error: null });
    expect(await isArchiveRead(id)).toBe(false);
    host.pages.set("/rss?page=2&auth=s3cret", { body: aFeed({ items: premiumItems }) });
    await app.api.feeds.refresh({ id });
    await app.work();
    expect(await app.api.feeds.get({ id })).toMatchObject({ episode_count: 3 });
    expect(await isArchiveRead(id)).toBe(true);
  });

  it("opens the feed and is not shown", async () => {
    host.pages.set("/rss?show=1&auth=s3cret", { body: aFeed({ title: "Patrons" }) });
    const feed = await app.api.feeds.add({ url: `${host.url}/rss?auth=s3cret&show=1` });
    await app.work();
    expect(await app.api.feeds.get({ id: feed.id })).toMatchObject({
      url: `${host.url}/rss?show=1`,
      has_credentials: true,
      episode_count: 1,
      last_error: null,
    });
    expect(await everythingStored()).not.toContain("s3cret");
    await expect(app.api.feeds.add({ url: `${host.url}/rss?show=1&auth=s3cret` })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  describe("is taken away by hand", () => {
    const subscribed = async () => {
      host.pages.set("/rss?token=one", { body: aFeed() });
      const { id } = await app.api.feeds.add({ url: `${host.url}/rss?token=one` });
      await app.work();
      return id;
    };

    it("where the feed opens without it, together with a password", async () => {
      const id = await subscribed();
      await app.api.feeds.update({ id, ...withPassword });
      guard("/rss", basic, aFeed());
      await expect(app.api.feeds.update({ id, credentials: null })).rejects.toThrow(/asks for a password/);
      host.pages.set("/rss", { body: aFeed() });
      expect(await app.api.feeds.update({ id, credentials: null })).toMatchObject({
        url: `${host.url}/rss`,
        has_credentials: false,
      });
      host.hits.clear();
      await app.work();
      expect([...host.hits.keys()]).toEqual(["/rss"]);
      expect(await app.api.feeds.get({ id })).toMatchObject({ episode_count: 1, last_error: null });
    });

    it.each([
      ["is closed", { status: 403 }, /403/],
      [
        "is another podcast",
        { body: aFeed({ title: "All", items: [{ guid: "x", title: "X", enclosure: "https://x.example/x" }] }) },
        /another podcast, «All»/,
      ],
    ])("and stays where the feed without it %s", async (_, answer, message) => {
      const id = await subscribed();
      host.pages.set("/rss", answer);
      await expect(app.api.feeds.update({ id, credentials: null })).rejects.toThrow(message);
      host.hits.clear();
      await app.api.feeds.refresh({ id });
      await app.work();
      expect([...host.hits.keys()]).toEqual(["/rss?token=one"]);
      expect(await app.api.feeds.get({ id })).toMatchObject({ has_credentials: true, last_error: null });
    });

    it("but not when it stands in the new address that is given with it", async () => {
      const id = await subscribed();
      host.pages.set("/rss?token=two", { body: aFeed() });
      await app.api.feeds.update({ id, url: `${host.url}/rss?token=two`, credentials: null });
      expect(await app.api.feeds.get({ id })).toMatchObject({ has_credentials: true });
    });
  });

  it("stays when a password is given, which replaces another one", async () => {
    const keys: string[] = [];
    host.pages.set("/rss?token=one", ({ headers }) => {
      keys.push(headers.authorization ?? "none");
      return { body: aFeed() };
    });
    const { id } = await app.api.feeds.add({ url: `${host.url}/rss?token=one` });
    await app.api.feeds.update({ id, credentials: { token: "two" } });
    await app.api.feeds.update({ id, ...withPassword });
    expect(keys).toEqual(["none", "Bearer two", basic]);
  });

  it("cannot be guessed from the keys of the library, also where an earlier version wrote them", async () => {
    host.pages.set("/rss?auth=s3cret", { body: aFeed() });
    const url = `${host.url}/rss?auth=s3cret`;
    const { id } = await app.api.feeds.add({ url });
    const { urlKey } = await app.db.feed.findUniqueOrThrow({ where: { id } });
    const hashed = `${urlKey.split("#")[0]}#0123456789abcdef`;
    const kept = "https://old.example/rss";
    await app.db.feed.update({ where: { id }, data: { urlKey: hashed, formerUrlKeys: [hashed, kept] } });
    for (const _ of ["once", "twice"]) {
      await renewUrlKeys(app);
      expect(await app.db.feed.findUniqueOrThrow({ where: { id } })).toMatchObject({ urlKey, formerUrlKeys: [kept] });
    }
    await expect(app.api.feeds.add({ url })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it.each([
    ["no page of its own", () => "#"],
    ["the feed itself", () => `${host.url}/rss?auth=s3cret`],
    ["a page with a password", () => "https://a%3Ab:s3cret@example.org/"],
  ])("is not shown by a feed that links to %s", async (_, link) => {
    host.pages.set("/rss?auth=s3cret", { body: aFeed({ link: link() }) });
    const feed = await app.api.feeds.add({ url: `${host.url}/rss?auth=s3cret` });
    await app.work();
    expect(await app.api.feeds.get({ id: feed.id })).toMatchObject({
      link: expect.stringMatching(/^http/),
      last_error: null,
    });
    expect(await everythingStored()).not.toContain("s3cret");
    expect((await exportOpml(app)).body).not.toContain("s3cret");
  });
});

it("says so when the key that the password was sealed with is gone", async () => {
  guard("/feed", basic, aFeed());
  const { id } = await app.api.feeds.add({
    url: `${host.url}/feed`,
    credentials: { username: "ann", password: PASSWORD },
  });
  await app.db.feed.update({ where: { id }, data: { credentials: Buffer.alloc(60, 1) } });
  await app.work();
  expect(await app.api.feeds.get({ id })).toMatchObject({
    last_error: expect.stringContaining("SECRET_KEY has changed"),
  });
  expect(await app.api.feeds.update({ id, credentials: { username: "ann", password: PASSWORD } })).toMatchObject({
    id,
  });
});
