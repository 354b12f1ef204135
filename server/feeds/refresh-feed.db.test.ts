import { describe, expect, it } from "vitest";
import { claimJob } from "@/server/jobs/jobs.service";
import { reconcile } from "@/server/jobs/reconcile";
import type { Http } from "@/server/platform/http";
import { aFeed, type FeedDocument } from "@/tests/a-feed";
import { app, host, setUpFeedTests } from "@/tests/feed-tests";
import { runJob } from "@/worker/run-job";
import { pollDueFeeds } from "./feeds.service";
import { refreshFeed } from "./refresh-feed";

const MINUTE_MS = 60_000;

setUpFeedTests();

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

it.each([
  ["another signature of its file", false, { enclosure: "https://e.example/1.mp3?sig=2" }],
  ["another title", true, { title: "Retitled" }],
  ["another time", true, { published: "Tue, 03 Feb 2026 10:00:00 GMT" }],
])("asks others for transcripts anew of an episode that has %s: %s", async (_, isAsked, change) => {
  const item = { guid: "a", enclosure: "https://e.example/1.mp3?sig=1", published: "Mon, 02 Feb 2026 10:00:00 GMT" };
  const id = await subscribe(serve("/feed", { items: [item] }));
  await app.work("refreshFeed");
  const changedAt = async () => (await app.db.feed.findFirst({ where: { id } }))?.contentChangedAt?.getTime();
  const before = await changedAt();
  app.advance(MINUTE_MS);
  serve("/feed", { items: [{ ...item, ...change }] });
  await app.api.feeds.refresh({ id });
  await app.work("refreshFeed");
  expect((await changedAt()) !== before).toBe(isAsked);
});

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
    const refusal = /^the address has \d+ characters, more than the 2000/;
    expect(await feed(id)).toMatchObject({ last_error: expect.stringMatching(refusal) });
    await app.api.feeds.remove({ id });
    await expect(app.api.feeds.add({ url: `${host.url}/feed` })).rejects.toThrow(refusal);
  });
});

describe("a document that does not say all", () => {
  const items = [{ guid: "a" }, { guid: "b" }];
  const whole = aFeed({ title: "Show", items });
  const refreshed = async (id: number, body: string) => {
    host.pages.set("/feed", { headers: { etag: '"bad"' }, body });
    await app.api.feeds.refresh({ id });
    await app.work("refreshFeed");
    return feed(id);
  };
  const subscribed = async (document: FeedDocument) => {
    const id = await subscribe(serve("/feed", document));
    await app.work("refreshFeed");
    return id;
  };
  const trouble = "<rss><channel><title>Trouble</title>";

  it.each([
    ["has no items", aFeed({ title: "Trouble", language: "de", items: [] }), "the feed is empty"],
    ["ends before its items", trouble, "the feed is empty"],
    ["ends within its title", "<rss><channel><title>Tro", "the feed is cut off"],
  ])("because it %s replaces nothing, and the feed says so", async (_, body, reason) => {
    const id = await subscribed({ title: "Show", items });
    expect(await refreshed(id, body)).toMatchObject({
      title: "Show",
      language: "en",
      last_error: reason,
      failure_count: 1,
      episode_count: 2,
    });
    expect(await refreshed(id, whole)).toMatchObject({ title: "Show", last_error: null, failure_count: 0 });
  });

  it("because it ends within an item gives its other items, and is read again", async () => {
    const id = await subscribed({ title: "Show", items });
    const added = { guid: "c", title: "C", enclosure: "https://e.example/c.mp3" };
    const longer = aFeed({ title: "Cut", language: "de", items: [added, ...items] });
    const body = longer.slice(0, longer.lastIndexOf("<enclosure"));
    expect(await refreshed(id, body)).toMatchObject({
      title: "Show",
      language: "en",
      last_error: "the feed is cut off",
      episode_count: 3,
    });
    expect(await app.db.feed.findFirst({ where: { id } })).toMatchObject({ etag: null });
    expect(await refreshed(id, whole)).toMatchObject({ last_error: null });
  });

  it("is taken as it is where nothing is known yet, and where only what stands behind it is odd", async () => {
    const id = await subscribe(serve("/feed", {}));
    expect(await refreshed(id, aFeed({ title: "Soon", items: [] }))).toMatchObject({ title: "Soon", last_error: null });
    await app.db.feed.update({ where: { id }, data: { etag: null } });
    const odd = `${aFeed({ title: "Now" })}<img src=x>`;
    expect(await refreshed(id, odd)).toMatchObject({ title: "Now", last_error: null, episode_count: 1 });
  });
});

const never = new AbortController().signal;
const fetching = (get: Http["get"]) => ({ ...app, http: { ...app.http, get } });

describe("a look that does not come to its end", () => {
  /** The worker is killed as soon as it has asked for the feed. */
  const lookAndDie = (id: number) =>
    new Promise<void>((resolve) => {
      const get = () => {
        resolve();
        return new Promise<never>(() => {});
      };
      void refreshFeed(fetching(get), { feedId: id }, { signal: never, progress: async () => {} });
    });
  /** What a worker and its loops do in an hour. Answers how often the feed was looked at. */
  const anHour = async (look: (claim: NonNullable<Awaited<ReturnType<typeof claimJob>>>) => Promise<void>) => {
    let looks = 0;
    for (let minute = 0; minute < 60; minute++) {
      await reconcile(app);
      await pollDueFeeds(app);
      const claim = await claimJob(app, "refreshFeed", "worker");
      if (claim) await look(claim);
      looks += claim ? 1 : 0;
      app.advance(MINUTE_MS);
    }
    return looks;
  };

  it("because it kills its worker waits ever longer for the next one, and says so", async () => {
    const id = await subscribe(serve("/feed", {}));
    // Three attempts, and three more when the first wait is over.
    expect(await anHour(() => lookAndDie(id))).toBe(6);
    expect(await feed(id)).toMatchObject({ failure_count: 5, last_error: expect.stringContaining("broke off") });
    app.advance(24 * 60 * MINUTE_MS);
    await reconcile(app);
    await pollDueFeeds(app);
    await app.work();
    expect(await feed(id)).toMatchObject({ failure_count: 0, last_error: null, episode_count: 1 });
  });

  it("because of a bug does the same, and fails as a bug", async () => {
    const id = await subscribe(serve("/feed", {}));
    const broken = fetching(async () => {
      throw new TypeError("undefined is not a function");
    });
    const looks = await anHour((claim) => runJob({ app: broken, type: "refreshFeed", claim, stopping: never }));
    expect(looks).toBe(6);
    expect(await feed(id)).toMatchObject({ failure_count: 6, last_error: expect.stringContaining("the log") });
    const job = await app.db.job.findFirst({ where: { feedId: id }, orderBy: { id: "asc" } });
    expect(job).toMatchObject({ state: "failed", error: "undefined is not a function" });
  });

  it("because its worker ends is no failure", async () => {
    const id = await subscribe(serve("/feed", {}));
    const stopping = new AbortController();
    const stopped = fetching(async () => {
      stopping.abort();
      throw stopping.signal.reason;
    });
    const claim = await claimJob(app, "refreshFeed", "worker");
    if (claim) await runJob({ app: stopped, type: "refreshFeed", claim, stopping: stopping.signal });
    expect(await feed(id)).toMatchObject({ failure_count: 0, last_error: null });
    host.pages.set("/feed", { status: 503 });
    await app.work();
    expect(await feed(id)).toMatchObject({ failure_count: 1, last_error: expect.stringContaining("503") });
  });
});

describe("a long archive", () => {
  const page = (number: number, next: string | null = `/${number + 1}`): FeedDocument => ({
    items: [{ guid: `${number}`, title: `Title ${number}`, enclosure: `https://e.example/${number}.mp3` }],
    ...(next ? { nextPage: host.url + next } : {}),
  });
  const servePages = (count: number) => {
    for (let number = 1; number <= count; number++)
      serve(`/${number}`, page(number, number < count ? undefined : null));
    return `${host.url}/1`;
  };
  const hitsOf = (...paths: string[]) => paths.map((path) => host.hits.get(path) ?? 0);
  /** A look that is broken off, as by its time limit, when it asks for a page. */
  const breakOffAt = async (id: number, path: string) => {
    const timeout = new AbortController();
    const cut = fetching(async (url, request) => {
      if (url.endsWith(path)) timeout.abort(new DOMException("timeout", "TimeoutError"));
      return app.http.get(url, request);
    });
    return refreshFeed(cut, { feedId: id }, { signal: timeout.signal, progress: async () => {} });
  };

  it("goes on after a timeout at the page that it had reached, and says why it waits", async () => {
    const id = await subscribe(servePages(5));
    host.hits.clear();
    expect(await breakOffAt(id, "/4")).toMatchObject({ kind: "failed" });
    expect(await feed(id)).toMatchObject({ episode_count: 3, last_error: expect.stringContaining("too long") });
    await app.work("refreshFeed");
    expect(await feed(id)).toMatchObject({ episode_count: 5, last_error: null });
    expect(hitsOf("/2", "/3", "/4", "/5")).toEqual([1, 1, 1, 1]);
  });

  it("of slow pages is read in several looks, one after the other", async () => {
    const id = await subscribe(servePages(9));
    host.hits.clear();
    for (let number = 2; number <= 9; number++)
      host.pages.set(`/${number}`, () => {
        app.advance(2 * MINUTE_MS);
        return { body: aFeed(page(number, number < 9 ? undefined : null)) };
      });
    await app.work("refreshFeed");
    expect(await feed(id)).toMatchObject({ episode_count: 9, last_error: null });
    expect(hitsOf("/1", "/2", "/5", "/9")).toEqual([3, 1, 1, 1]);
  });

  it("is read from its beginning once more where the page to go on at has gone", async () => {
    const id = await subscribe(servePages(4));
    await breakOffAt(id, "/3");
    serve("/2", page(2, "/signed"));
    serve("/signed", page(3));
    host.pages.delete("/3");
    await app.work("refreshFeed");
    expect(await feed(id)).toMatchObject({ episode_count: 4, last_error: null });
  });

  it("is read from its beginning where more is new than a page holds", async () => {
    const id = await subscribe(servePages(4));
    await breakOffAt(id, "/3");
    serve("/1", page(9, "/8"));
    serve("/8", page(8, "/2"));
    await app.work("refreshFeed");
    expect(await feed(id)).toMatchObject({ episode_count: 6 });
  });

  it("with a gap that is being closed is not taken as read when that breaks off", async () => {
    const id = await subscribe(serve("/1", page(1, null)));
    await app.work("refreshFeed");
    serve("/1", page(9, "/8"));
    serve("/8", page(8, "/old"));
    serve("/old", page(1, null));
    await breakOffAt(id, "/8");
    await app.api.feeds.refresh({ id });
    await app.work("refreshFeed");
    expect(await feed(id)).toMatchObject({ episode_count: 3 });
  });

  it("with a gap is not taken as read when the worker stops before it has come to the next page", async () => {
    const id = await subscribe(serve("/1", page(1, null)));
    await app.work("refreshFeed");
    serve("/1", page(9, "/8"));
    serve("/8", page(8, "/old"));
    serve("/old", page(1, null));
    const stopping = new AbortController();
    const progress = async () => {
      stopping.abort();
      throw stopping.signal.reason;
    };
    await refreshFeed(app, { feedId: id }, { signal: stopping.signal, progress }).catch(() => {});
    expect(await feed(id)).toMatchObject({ episode_count: 2 });
    await app.api.feeds.refresh({ id });
    await app.work("refreshFeed");
    expect(await feed(id)).toMatchObject({ episode_count: 3 });
  });

  it("is read on from the page that could not be had, however often that was so, until it is given up for the beginning", async () => {
    const id = await subscribe(servePages(4));
    host.pages.set("/3", { status: 503 });
    const look = async () => {
      await app.api.feeds.refresh({ id });
      await app.work("refreshFeed");
      app.advance(MINUTE_MS * 60);
    };
    await look();
    host.hits.clear();
    for (let times = 0; times < 4; times++) await look();
    expect(hitsOf("/2")).toEqual([0]);
    for (let times = 0; times < 2; times++) await look();
    expect(hitsOf("/2")).toEqual([1]);
    serve("/3", page(3));
    await look();
    expect(await feed(id)).toMatchObject({ episode_count: 4 });
    expect(hitsOf("/2")).toEqual([1]);
  });

  it("of a host that tires is read a few pages at each look", async () => {
    const id = await subscribe(servePages(9));
    let left = 0;
    for (let number = 2; number <= 9; number++)
      host.pages.set(`/${number}`, () =>
        left-- > 0 ? { body: aFeed(page(number, number < 9 ? undefined : null)) } : { status: 500 },
      );
    for (const pages of [2, 0, 2, 0, 2, 0, 2]) {
      left = pages;
      await app.api.feeds.refresh({ id });
      await app.work("refreshFeed");
      app.advance(MINUTE_MS * 60);
    }
    expect(await feed(id)).toMatchObject({ episode_count: 9 });
  });

  describe("of addresses that hold for ten minutes", () => {
    /** Twelve pages of two minutes each; each names the next under an address that is good for a while. */
    const serveSigned = () => {
      const addressOf = (number: number) => {
        const path = `/${number}?at=${app.clock.now().getTime()}`;
        const until = app.clock.now().getTime() + 10 * MINUTE_MS;
        host.pages.set(path, () => {
          if (app.clock.now().getTime() > until) return { status: 403 };
          app.advance(2 * MINUTE_MS);
          return { body: aFeed(page(number, number < 12 ? addressOf(number + 1) : null)) };
        });
        return path;
      };
      host.pages.set("/1", () => ({ body: aFeed(page(1, addressOf(2))) }));
      return `${host.url}/1`;
    };
    const look = async (id: number) => {
      const claim = await claimJob(app, "refreshFeed", "worker");
      if (claim) await runJob({ app, type: "refreshFeed", claim, stopping: never });
      app.advance(15 * MINUTE_MS);
      return feed(id);
    };

    it("is read at one go when a pause was too long for them", async () => {
      const id = await subscribe(serveSigned());
      expect((await look(id)).episode_count).toBeLessThan(12);
      expect(await look(id)).toMatchObject({ episode_count: 12 });
    });

    it("is begun anew at a later look, and not taken as read, when that was broken off too", async () => {
      const id = await subscribe(serveSigned());
      await look(id);
      const isRead = async () => (await app.db.feed.findFirst({ where: { id } }))?.isArchiveRead;
      let asked = 0;
      const timeout = new AbortController();
      const cut = fetching(async (url, request) => {
        if (asked++ === 5) timeout.abort(new DOMException("timeout", "TimeoutError"));
        return app.http.get(url, request);
      });
      await refreshFeed(cut, { feedId: id }, { signal: timeout.signal, progress: async () => {} });
      app.advance(15 * MINUTE_MS);
      await look(id);
      expect(await isRead()).toBe(false);
      for (let looks = 0; looks < 2; looks++) {
        await app.api.feeds.refresh({ id });
        await look(id);
      }
      expect(await feed(id)).toMatchObject({ episode_count: 12 });
      expect(await isRead()).toBe(true);
    });
  });
});
