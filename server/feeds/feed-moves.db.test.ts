import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { claimJob, settleJob } from "@/server/jobs/jobs.service";
import type { Http } from "@/server/platform/http";
import { aFeed, type FeedDocument } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { runJob } from "@/worker/run-job";
import { pollDueFeeds } from "./feeds.service";
import { refreshFeed } from "./refresh-feed";

let old: FeedHost;
let next: FeedHost;
let app: TestApp;

beforeAll(async () => {
  [old, next] = await Promise.all([startFeedHost(), startFeedHost()]);
  app = await openTestApp({ allow: [old.allow, next.allow] });
});
afterAll(async () => {
  await app.close();
  await Promise.all([old.close(), next.close()]);
});
afterEach(async () => {
  await app.db.feed.deleteMany();
  for (const host of [old, next]) {
    host.pages.clear();
    host.hits.clear();
  }
});

const serve = (host: FeedHost, path: string, document: FeedDocument) => {
  host.pages.set(path, { headers: { "content-type": "application/rss+xml" }, body: aFeed(document) });
  return host.url + path;
};
const subscribe = async (url: string) => {
  const { id } = await app.api.feeds.add({ url });
  await app.work();
  return id;
};
const refresh = async (id: number) => {
  await app.api.feeds.refresh({ id });
  await app.work();
  return app.api.feeds.get({ id });
};
const show = {
  title: "Show",
  items: [
    { guid: "a", title: "A" },
    { guid: "b", title: "B" },
  ],
};

const guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810";

describe("a podcast that moves", () => {
  it.each([301, 308])(
    "is looked at where a permanent redirect (%i) leads, and known under both addresses",
    async (status) => {
      const id = await subscribe(serve(old, "/feed", show));
      const url = serve(next, "/show", show);
      old.pages.set("/feed", { status, headers: { location: url } });
      expect(await refresh(id)).toMatchObject({ url, last_error: null, episode_count: 2 });

      old.hits.clear();
      await refresh(id);
      expect(old.hits.size).toBe(0);
      for (const address of [url, `${old.url}/feed`])
        await expect(app.api.feeds.add({ url: address })).rejects.toMatchObject({
          code: "CONFLICT",
          cause: { details: { feed_id: id } },
        });
    },
  );

  it("stays where it is at a redirect for the time being", async () => {
    const url = serve(old, "/feed", show);
    const id = await subscribe(url);
    old.pages.set("/feed", { status: 302, headers: { location: serve(next, "/show", show) } });
    expect(await refresh(id)).toMatchObject({ url, last_error: null });
  });

  it.each(["token=one", "Expires=1&Signature=x"])(
    "stays where it is when it is open to all and led to an address that holds what opens it (%s)",
    async (query) => {
      const url = serve(old, "/feed", show);
      const location = serve(next, `/real?${query}`, show);
      old.pages.set("/feed", { status: 301, headers: { location } });
      const stays = { url, has_credentials: false, last_error: null, episode_count: 2 };
      const id = await subscribe(url);
      expect(await refresh(id)).toMatchObject(stays);
    },
  );

  it("is not moved back and forth by two addresses that name each other", async () => {
    const url = `${next.url}/show`;
    const id = await subscribe(serve(old, "/feed", show));
    serve(old, "/feed", { ...show, movedTo: url });
    serve(next, "/show", { ...show, movedTo: `${old.url}/feed` });
    expect(await refresh(id)).toMatchObject({ url, last_error: null });
    expect(await refresh(id)).toMatchObject({ url, last_error: null });
  });

  it("moves also when the new place says that nothing has changed", async () => {
    next.pages.set("/show", { headers: { etag: '"1"' }, body: aFeed(show) });
    old.pages.set("/feed", { headers: { etag: '"1"' }, body: aFeed(show) });
    const id = await subscribe(`${old.url}/feed`);
    old.pages.set("/feed", { status: 301, headers: { location: `${next.url}/show` } });
    expect(await refresh(id)).toMatchObject({ url: `${next.url}/show`, episode_count: 2 });
  });

  it("is followed to the new address that its feed names, without a new episode", async () => {
    const id = await subscribe(serve(old, "/feed", show));
    const url = serve(next, "/show", show);
    serve(old, "/feed", { ...show, movedTo: url });
    expect(await refresh(id)).toMatchObject({ url, episode_count: 2 });
  });

  it("is subscribed to at its new address at once", async () => {
    const url = serve(next, "/show", show);
    const id = await subscribe(serve(old, "/feed", { ...show, movedTo: url }));
    expect(await app.api.feeds.get({ id })).toMatchObject({ url });
  });

  it.each([
    [
      "is another podcast",
      { title: "Parked", items: [{ guid: "x", title: "X", enclosure: "https://x.example/x.mp3" }] },
    ],
    ["is empty", { title: "Soon", guid, items: [] }],
    ["is not there", null],
  ])("stays where it is when the new address that it names %s", async (_, other) => {
    const url = serve(old, "/feed", { ...show, guid });
    const id = await subscribe(url);
    if (other) serve(next, "/show", other);
    serve(old, "/feed", { ...show, guid, movedTo: `${next.url}/show` });
    expect(await refresh(id)).toMatchObject({ url, title: "Show", last_error: null, episode_count: 2 });
  });

  it.each([
    ["a document", {}],
    ["that nothing has changed", { etag: '"1"' }],
  ])("is not replaced by the other podcast of a parked address that answers %s, and says so", async (_, headers) => {
    old.pages.set("/feed", { headers: { etag: '"1"' }, body: aFeed(show) });
    const id = await subscribe(`${old.url}/feed`);
    const items = [{ guid: "x", title: "X", enclosure: "https://x.example/x.mp3" }];
    next.pages.set("/parked", { headers, body: aFeed({ title: "Parked", items }) });
    old.pages.set("/feed", { status: 301, headers: { location: `${next.url}/parked` } });
    expect(await refresh(id)).toMatchObject({
      url: `${old.url}/feed`,
      title: "Show",
      episode_count: 2,
      last_error: "the address leads to another podcast, «Parked»",
    });
  });

  it("is followed to a host that renames its episodes, files and all but their titles", async () => {
    const id = await subscribe(serve(old, "/feed", show));
    const items = ["A", "B"].map((title) => ({ guid: `n${title}`, title, enclosure: `https://new.example/${title}` }));
    const url = serve(next, "/show", { ...show, items });
    old.pages.set("/feed", { status: 301, headers: { location: url } });
    expect(await refresh(id)).toMatchObject({ url, last_error: null });
  });

  it("says so when it moves to a feed that is subscribed to already, and stays", async () => {
    const first = serve(old, "/feed", show);
    const id = await subscribe(first);
    const url = serve(next, "/show", { ...show, title: "Twin" });
    await subscribe(url);
    old.pages.set("/feed", { status: 301, headers: { location: url } });
    expect(await refresh(id)).toMatchObject({ url: first, last_error: expect.stringContaining("«Twin»") });
  });
});

describe("another address given by hand", () => {
  it("is taken for the same podcast, with all that is known of it", async () => {
    const id = await subscribe(serve(old, "/feed", show));
    const url = serve(next, "/show", show);
    expect(await app.api.feeds.update({ id, url })).toMatchObject({ url, episode_count: 2 });
  });

  it.each([
    [
      "another podcast",
      () => serve(next, "/x", { items: [{ guid: "x", title: "X", enclosure: "https://x.example/x" }] }),
      "CONFLICT",
    ],
    ["no feed", () => `${next.url}/missing`, "NOT_FOUND"],
  ] as const)("is refused when it is %s, and nothing changes", async (_, place, code) => {
    const first = serve(old, "/feed", show);
    const id = await subscribe(first);
    await expect(app.api.feeds.update({ id, url: place(), custom_title: "X" })).rejects.toMatchObject({ code });
    expect(await app.api.feeds.get({ id })).toMatchObject({ url: first, custom_title: null });
  });
});

describe("the new place of a feed", () => {
  const known = { ...show.items[0], published: "Mon, 02 Feb 2026 10:00:00 GMT" };
  const older = { guid: "older", title: "Older", enclosure: "https://e.example/older.mp3" };
  /** A host of one page with an archive, which answers "not modified" to whoever has read it somewhere before. */
  const serveNew = () => {
    serve(next, "/older", { items: [older] });
    const body = aFeed({ items: [known], nextPage: `${next.url}/older` });
    next.pages.set("/show", ({ headers }) => (headers["if-modified-since"] ? { status: 304 } : { body }));
    return `${next.url}/show`;
  };
  const subscribed = () => {
    const headers = { etag: '"1"', "last-modified": new Date().toUTCString() };
    old.pages.set("/feed", { headers, body: aFeed({ items: [known] }) });
    return subscribe(`${old.url}/feed`);
  };

  it("is read in full when it was given by hand, whatever the old one had said", async () => {
    const id = await subscribed();
    await app.api.feeds.update({ id, url: serveNew() });
    await app.work();
    expect(await app.api.feeds.get({ id })).toMatchObject({ episode_count: 2 });
  });

  it("is read in full when the old one redirects to it, even if it says that nothing has changed", async () => {
    const id = await subscribed();
    old.pages.set("/feed", { status: 301, headers: { location: serveNew() } });
    expect(await refresh(id)).toMatchObject({ url: `${next.url}/show`, episode_count: 2, last_error: null });
  });

  it("is read in full when the old one names it", async () => {
    const id = await subscribed();
    serve(old, "/feed", { items: [known], movedTo: serveNew() });
    expect(await refresh(id)).toMatchObject({ url: `${next.url}/show`, episode_count: 2, last_error: null });
  });
});

describe("an address that is given while the old one is being looked at", () => {
  /** The feed gets its new address after the old host was asked, and before that has answered. */
  const changedDuringLook = async (oldAnswer: Parameters<FeedHost["pages"]["set"]>[1]) => {
    const id = await subscribe(serve(old, "/feed", show));
    const url = serve(next, "/show", { ...show, items: [...show.items, { guid: "c", title: "C" }] });
    old.pages.set("/feed", oldAnswer);
    await app.api.feeds.refresh({ id });
    const claim = await claimJob(app, "refreshFeed", "worker");
    const get: Http["get"] = async (asked, request) => {
      const answer = await app.http.get(asked, request);
      await app.api.feeds.update({ id, url });
      return answer;
    };
    const stopping = new AbortController().signal;
    if (claim) await runJob({ app: { ...app, http: { ...app.http, get } }, type: "refreshFeed", claim, stopping });
    return { id, url };
  };

  it.each([
    ["a document", () => ({ headers: { etag: '"old"' }, body: aFeed({ ...show, title: "Old" }) })],
    ["nothing new", () => ({ status: 304 })],
    ["an error", () => ({ status: 503 })],
    [
      "a redirect to a third place",
      () => ({ status: 301, headers: { location: serve(next, "/third", { ...show, title: "Third" }) } }),
    ],
  ])("is looked at at once, and keeps nothing of the old one's answer: %s", async (_, answer) => {
    const { id, url } = await changedDuringLook(answer());
    const facts = await app.db.feed.findFirst({ where: { id } });
    expect(facts).toMatchObject({ url, title: "Show", etag: null, lastError: null, failureCount: 0 });
    await app.work();
    expect(await app.api.feeds.get({ id })).toMatchObject({ url, episode_count: 3, last_error: null });
  });

  it("takes no episode and no language of the old one along", async () => {
    const { id } = await app.api.feeds.add({ url: serve(old, "/wrong", { items: [{ guid: "x", title: "Wrong" }] }) });
    serve(old, "/wrong", { language: "de", items: [{ guid: "x", title: "Wrong" }] });
    const url = serve(next, "/show", show);
    const claim = await claimJob(app, "refreshFeed", "worker");
    const get: Http["get"] = async (asked, request) => {
      const answer = await app.http.get(asked, request);
      await app.api.feeds.update({ id, url });
      return answer;
    };
    const stopping = new AbortController().signal;
    if (claim) await runJob({ app: { ...app, http: { ...app.http, get } }, type: "refreshFeed", claim, stopping });
    expect(await app.api.feeds.get({ id })).toMatchObject({ url, episode_count: 0, language: "en", last_error: null });
    await app.work();
    expect(await app.api.feeds.get({ id })).toMatchObject({ episode_count: 2, last_error: null });
  });

  it("is looked at soon when the old one has been, and only its job has not ended", async () => {
    const id = await subscribe(serve(old, "/feed", show));
    await app.api.feeds.refresh({ id });
    const claim = await claimJob(app, "refreshFeed", "worker");
    await refreshFeed(app, { feedId: id }, { signal: new AbortController().signal, progress: async () => {} });
    await app.api.feeds.update({ id, url: serve(next, "/show", show) });
    if (claim) await settleJob(app, claim, { kind: "done" });
    app.advance(60_000);
    expect(await pollDueFeeds(app)).toBe(1);
  });
});

describe("a feed of several pages", () => {
  const page = (number: number, nextPage?: string): FeedDocument => ({
    items: [1, 2].map((item) => ({
      guid: `${number}-${item}`,
      title: `${number}-${item}`,
      enclosure: `https://e.example/${number}-${item}`,
    })),
    ...(nextPage ? { nextPage: old.url + nextPage } : {}),
  });

  it("is read to its last page once, and later only where something is new", async () => {
    serve(old, "/3", page(3));
    serve(old, "/2", page(2, "/3"));
    const id = await subscribe(serve(old, "/1", page(1, "/2")));
    expect(await app.api.feeds.get({ id })).toMatchObject({ episode_count: 6 });
    old.hits.clear();
    await refresh(id);
    expect([...old.hits.keys()]).toEqual(["/1"]);
  });

  it("goes on behind a page on which nothing can be heard, also to close a gap", async () => {
    const silent = (nextPage: string) => ({
      items: [{ enclosure: "ftp://e.example/1" }],
      nextPage: old.url + nextPage,
    });
    serve(old, "/3", page(3));
    serve(old, "/2", silent("/3"));
    const id = await subscribe(serve(old, "/1", page(1, "/2")));
    expect(await app.api.feeds.get({ id })).toMatchObject({ episode_count: 4 });
    serve(old, "/older", page(1));
    serve(old, "/newer", page(4, "/older"));
    serve(old, "/silent", silent("/newer"));
    serve(old, "/1", page(5, "/silent"));
    expect(await refresh(id)).toMatchObject({ episode_count: 8 });
  });

  it("closes a gap of more than a page", async () => {
    const id = await subscribe(serve(old, "/1", page(1)));
    serve(old, "/older", page(1));
    serve(old, "/newer", page(2, "/older"));
    serve(old, "/1", page(3, "/newer"));
    expect(await refresh(id)).toMatchObject({ episode_count: 6 });
  });

  it("comes back for a page that cannot be had now, and is no failing feed meanwhile", async () => {
    const validated = (document: FeedDocument) => ({ headers: { etag: '"1"' }, body: aFeed(document) });
    old.pages.set("/1", validated(page(1, "/2")));
    old.pages.set("/2", { status: 503 });
    const id = await subscribe(`${old.url}/1`);
    expect(await app.api.feeds.get({ id })).toMatchObject({ episode_count: 2, last_error: null });
    serve(old, "/2", page(2));
    expect(await refresh(id)).toMatchObject({ episode_count: 4, last_error: null });
    old.hits.clear();
    await refresh(id);
    expect([...old.hits.keys()]).toEqual(["/1"]);
  });

  it.each([
    ["there is not", { status: 404 }],
    ["is no feed", { body: "<html>Sorry</html>" }],
  ])("ends at a page that %s", async (_, answer) => {
    old.pages.set("/2", answer);
    const id = await subscribe(serve(old, "/1", page(1, "/2")));
    expect(await app.api.feeds.get({ id })).toMatchObject({ episode_count: 2, last_error: null });
    old.hits.clear();
    await refresh(id);
    expect([...old.hits.keys()]).toEqual(["/1"]);
  });

  it("ends where pages lead in a circle", async () => {
    serve(old, "/2", page(2, "/1"));
    const id = await subscribe(serve(old, "/1", page(1, "/2")));
    expect(await app.api.feeds.get({ id })).toMatchObject({ episode_count: 4, last_error: null });
    expect(old.hits.get("/2")).toBe(1);
  });
});
