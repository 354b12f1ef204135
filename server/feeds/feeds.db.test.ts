import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { retryDueLookups } from "@/server/transcripts/transcripts.service";
import { aFeed, aTranscript, type FeedDocument, type FeedItem } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { pollDueFeeds } from "./feeds.service";

let host: FeedHost;
let app: TestApp;

beforeAll(async () => {
  host = await startFeedHost();
  app = await openTestApp({ allow: [host.allow], env: { ITUNES_API_URL: `${host.url}/itunes` } });
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

const serve = (document: FeedDocument, path = "/feed") => {
  host.pages.set(path, { headers: { "content-type": "application/rss+xml" }, body: aFeed(document) });
  return host.url + path;
};
const episodesOf = async (id: number) => (await app.api.episodes.listForFeed({ id, limit: 500 })).episodes;
const subscribe = async (document: FeedDocument) => {
  const feed = await app.api.feeds.add({ url: serve(document) });
  await app.work();
  return feed;
};
const refresh = async (id: number) => {
  await app.api.feeds.refresh({ id });
  await app.work();
};

describe("subscribing", () => {
  it("answers at once and lists the episodes after the first refresh", async () => {
    const feed = await app.api.feeds.add({ url: serve({ title: "Science & more", items: [{}, {}] }) });
    expect(feed).toMatchObject({ title: "Science & more", episode_count: 0, refresh_job: { state: "queued" } });
    await app.work();
    expect(await app.api.feeds.get({ id: feed.id })).toMatchObject({
      episode_count: 2,
      refresh_job: null,
      last_error: null,
    });
  });

  it("takes a podcast only once, however its address is written", async () => {
    const { id } = await subscribe({ title: "Twice" });
    const again = app.api.feeds.add({ url: `${host.url.replace("127.0.0.1", "127.0.0.1")}/feed/#top` });
    await expect(again).rejects.toMatchObject({ code: "CONFLICT", message: "already subscribed to «Twice»" });
    await expect(again).rejects.toMatchObject({ cause: { details: { feed_id: id } } });
  });

  it("knows a podcast by its guid under another address", async () => {
    await subscribe({ title: "Moved", guid: "917393e3-1b1e-5cef-ace4-edaa54e1f810" });
    const url = serve({ title: "Moved", guid: "917393e3-1b1e-5cef-ace4-edaa54e1f810" }, "/elsewhere");
    await expect(app.api.feeds.add({ url })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("follows a web page to its feed", async () => {
    serve({ title: "Behind a page" });
    host.pages.set("/", {
      headers: { "content-type": "text/html" },
      body: `<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>`,
    });
    expect(await app.api.feeds.add({ url: host.url })).toMatchObject({
      title: "Behind a page",
      url: `${host.url}/feed`,
    });
  });

  it("takes the first feed of a web page that can be read, or says why none can", async () => {
    const link = (href: string) => `<link rel="alternate" type="application/rss+xml" href="${href}">`;
    const page = (body: string) => host.pages.set("/", { headers: { "content-type": "text/html" }, body });
    page(`<html><head>${link("/gone")}${link("/feed")}</head></html>`);
    serve({ title: "The second" });
    expect(await app.api.feeds.add({ url: host.url })).toMatchObject({ title: "The second" });

    page(`<html><head>${link("/gone")}</head></html>`);
    await expect(app.api.feeds.add({ url: host.url })).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringMatching(
        /^This is a web page, and the feed that it names cannot be read: .* answered 404$/,
      ),
    });
  });

  it("looks for episodes in what a web page names beside its articles, or says that there are none", async () => {
    const link = (href: string) => `<link rel="alternate" type="application/rss+xml" href="${href}">`;
    const articles = aFeed({ title: "Articles" }).replace(/<enclosure[^>]*>/, "");
    const names = ["/blog", "/atom", "/comments", "/feed"];
    const body = `<html><head>${names.map(link).join("")}</head></html>`;
    host.pages.set("/", { headers: { "content-type": "text/html" }, body });
    host.pages.set("/blog", { body: articles });
    host.pages.set("/comments", { body: aFeed({ title: "Comments", items: [] }) });
    await expect(app.api.feeds.add({ url: host.url })).rejects.toThrow('"Articles" has no audio or video episodes');
    serve({ title: "The podcast" });
    expect(await app.api.feeds.add({ url: host.url })).toMatchObject({
      title: "The podcast",
      url: `${host.url}/feed`,
    });
  });

  it("looks an Apple Podcasts address up at Apple", async () => {
    const feedUrl = serve({ title: "From Apple" });
    host.pages.set("/itunes/lookup?id=42&entity=podcast&country=de", {
      body: `\n\n{"resultCount":1,"results":[{"collectionId":42,"feedUrl":"${feedUrl}"}]}`,
    });
    expect(await app.api.feeds.add({ url: "podcasts.apple.com/de/podcast/x/id42" })).toMatchObject({
      title: "From Apple",
      itunes_id: "42",
    });
  });

  it.each([
    ["a page without a feed", "text/html", "<html><body>hello</body></html>", /web page/],
    ["nothing", "text/xml", "", /empty/],
    ["a feed without episodes", "text/xml", aFeed({ items: [] }), /no episodes/],
    ["a feed of articles", "text/xml", aFeed().replace(/<enclosure[^>]*>/, ""), /no audio or video/],
  ])("refuses %s and keeps nothing of it", async (_, type, body, message) => {
    host.pages.set("/bad", { headers: { "content-type": type }, body });
    await expect(app.api.feeds.add({ url: `${host.url}/bad` })).rejects.toThrow(message);
    expect((await app.api.feeds.list()).feeds).toEqual([]);
  });

  it("says when a host that asks to wait may be asked again", async () => {
    host.pages.set("/busy", { status: 503, headers: { "retry-after": "120" } });
    await expect(app.api.feeds.add({ url: `${host.url}/busy` })).rejects.toMatchObject({
      code: "SERVICE_UNAVAILABLE",
      message: expect.stringMatching(/ answered 503; it may be asked again in 2 minutes$/),
    });
    app.advance(120_000);
  });

  it.each([
    ["a missing page", "/missing", /answered 404/],
    ["a private network", "http://10.0.0.1/feed", /private network/],
    ["no address at all", "not an address", /not a web address/],
  ])("says what is wrong with %s", async (_, url, message) => {
    await expect(app.api.feeds.add({ url: url.startsWith("/") ? host.url + url : url })).rejects.toThrow(message);
  });
});

describe("refreshing", () => {
  it("adds what is new, changes what has changed and forgets nothing", async () => {
    const { id } = await subscribe({ items: [{ guid: "a", title: "Old title" }, { guid: "b" }] });
    serve({
      items: [
        { guid: "a", title: "New title" },
        { guid: "c", title: "Third", enclosure: "https://example.org/c.mp3" },
      ],
    });
    await refresh(id);
    const episodes = await episodesOf(id);
    expect(episodes.map((episode) => episode.guid).sort()).toEqual(["a", "b", "c"]);
    expect(episodes.find((episode) => episode.guid === "a")?.title).toBe("New title");
  });

  it("asks conditionally and keeps quiet when nothing has changed", async () => {
    host.pages.set("/feed", { headers: { etag: '"1"' }, body: aFeed() });
    const feed = await app.api.feeds.add({ url: `${host.url}/feed` });
    await app.work();
    await refresh(feed.id);
    const jobs = await app.db.job.findMany({ where: { type: "refreshFeed" }, orderBy: { id: "asc" } });
    expect(jobs.map((job) => job.progressNote)).toEqual(["1 new, 0 changed", "not modified"]);
  });

  it("knows its episodes when the host has moved every file", async () => {
    const { id } = await subscribe({ items: [{ guid: "a" }, { guid: "b" }] });
    const before = (await episodesOf(id)).map((episode) => episode.id).sort();
    serve({
      items: [
        { guid: "a", title: "Retitled", enclosure: "https://new.example/a.mp3" },
        { guid: "b", enclosure: "https://new.example/b.mp3" },
      ],
    });
    await refresh(id);
    expect((await episodesOf(id)).map((episode) => episode.id).sort()).toEqual(before);
  });

  it("knows its episodes when the podcast has moved to a host that renames all it has", async () => {
    const published = ["Mon, 02 Feb 2026 10:00:00 GMT", "Mon, 09 Feb 2026 10:00:00 GMT"];
    const at = (index: number) => ({ published: published[index] ?? "" });
    const { id } = await subscribe({
      items: [
        { guid: "a", title: "A", ...at(0) },
        { guid: "b", title: "B", ...at(1) },
      ],
    });
    const before = (await episodesOf(id)).map((episode) => episode.id).sort();
    serve({
      items: [
        { guid: "n1", title: "A", enclosure: "https://new.example/1.mp3", ...at(0) },
        { guid: "n2", title: "B", enclosure: "https://new.example/2.mp3", ...at(1) },
        { guid: "n3", title: "B", enclosure: "https://new.example/3.mp3", published: "Mon, 16 Feb 2026 10:00:00 GMT" },
      ],
    });
    await refresh(id);
    const after = (await episodesOf(id)).map((episode) => episode.id).sort();
    expect(after).toHaveLength(3);
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it("does not guess which of two episodes with one title and time is meant", async () => {
    const same = { title: "Same", published: "Mon, 02 Feb 2026 10:00:00 GMT" };
    const { id } = await subscribe({
      items: [
        { guid: "a", ...same },
        { guid: "b", ...same },
      ],
    });
    serve({ items: [{ guid: "c", ...same, enclosure: "https://new.example/c.mp3" }] });
    await refresh(id);
    expect(await episodesOf(id)).toHaveLength(3);
  });

  it("knows its episodes when the host has dropped the guids", async () => {
    const { id } = await subscribe({ items: [{ guid: "a" }, { guid: "b" }] });
    serve({ items: [{ guid: null }, { guid: null }] });
    await refresh(id);
    await refresh(id);
    expect((await episodesOf(id)).map((episode) => episode.guid).sort()).toEqual(["a", "b"]);
  });

  it("tells two episodes of one guid apart by their media, and shows the guid as it is written", async () => {
    const items = [
      { guid: "same", title: "One", enclosure: "https://example.org/one.mp3" },
      { guid: "same", title: "Two", enclosure: "https://example.org/two.mp3" },
    ];
    const { id } = await subscribe({ items });
    await refresh(id);
    expect((await episodesOf(id)).map((episode) => episode.guid)).toEqual(["same", "same"]);
  });

  it("keeps episodes of one guid apart when the older ones leave the feed", async () => {
    const [a, b, c] = ["a", "b", "c"].map((name, index) => ({
      guid: "same",
      title: name,
      enclosure: `https://example.org/${name}.mp3`,
      published: new Date(Date.UTC(2026, 0, index + 1)).toUTCString(),
    })) as [FeedItem, FeedItem, FeedItem];
    const { id } = await subscribe({ items: [a] });
    for (const items of [[b, a], [b], [c], [c, b], [c]]) {
      serve({ items });
      await refresh(id);
    }
    const episodes = (await episodesOf(id)).map(({ title, audio_url }) => [title, audio_url]);
    expect(episodes).toEqual(["c", "b", "a"].map((name) => [name, `https://example.org/${name}.mp3`]));
  });

  it("looks for a transcript that the publisher names late", async () => {
    const { id } = await subscribe({ items: [{ guid: "a" }] });
    expect((await episodesOf(id))[0]).toMatchObject({ status: "awaiting_transcript", has_transcript: false });
    host.pages.set("/a.vtt", { body: aTranscript(["Hello there."]) });
    serve({ items: [{ guid: "a", transcripts: [{ url: `${host.url}/a.vtt` }] }] });
    await refresh(id);
    expect((await episodesOf(id))[0]).toMatchObject({ status: "completed", has_transcript: true });
  });

  it("gives up on a transcript that is not there, though its address is signed anew at each look", async () => {
    const published = app.clock.now().toUTCString();
    const page = () => ({
      body: aFeed({
        items: [{ published, transcripts: [{ url: `${host.url}/none.vtt?sig=${app.clock.now().getTime()}` }] }],
      }),
    });
    host.pages.set("/feed", page);
    const { id } = await app.api.feeds.add({ url: `${host.url}/feed` });
    for (let day = 0; day < 20; day++) {
      await app.work();
      app.advance(24 * 3600_000);
      await pollDueFeeds(app);
      await retryDueLookups(app);
    }
    await app.work();
    expect((await episodesOf(id))[0]).toMatchObject({ status: "needs_audio" });
  });

  it("shows why it failed, tries again later, and recovers", async () => {
    const { id } = await subscribe({});
    host.pages.set("/feed", { status: 503 });
    await refresh(id);
    expect(await app.api.feeds.get({ id })).toMatchObject({ last_error: expect.stringContaining("answered 503") });
    serve({});
    app.advance(6 * 60_000);
    expect(await pollDueFeeds(app)).toBe(1);
    await app.work();
    expect(await app.api.feeds.get({ id })).toMatchObject({ last_error: null });
  });

  it("keeps the episodes when the feed is suddenly something else", async () => {
    const { id } = await subscribe({ items: [{}, {}] });
    host.pages.set("/feed", { headers: { "content-type": "text/html" }, body: "<html>moved</html>" });
    await refresh(id);
    expect(await app.api.feeds.get({ id })).toMatchObject({
      episode_count: 2,
      last_error: expect.stringContaining("web page"),
    });
  });
});

describe("old episodes", () => {
  const old = "Mon, 01 Jan 2018 00:00:00 GMT";

  it("need audio at once when the publisher names no transcript", async () => {
    const { id } = await subscribe({ items: [{ published: old }] });
    expect((await episodesOf(id))[0]).toMatchObject({
      status: "needs_audio",
      status_reason: "the feed names no transcript, and the episode is too old for one to come",
    });
  });

  it("are looked for when the publisher names one", async () => {
    host.pages.set("/t.vtt", { body: aTranscript(["Old words."]) });
    const { id } = await subscribe({ items: [{ published: old, transcripts: [{ url: `${host.url}/t.vtt` }] }] });
    expect((await episodesOf(id))[0]).toMatchObject({ status: "completed" });
  });
});

it("renames a feed, and takes the name back", async () => {
  const { id } = await subscribe({ title: "Their title" });
  expect(await app.api.feeds.update({ id, custom_title: "  Mine " })).toMatchObject({
    display_title: "Mine",
    title: "Their title",
  });
  expect(await app.api.feeds.update({ id, custom_title: "" })).toMatchObject({
    display_title: "Their title",
    custom_title: null,
  });
});

it("takes a deletion back with everything that was there", async () => {
  const { id } = await subscribe({ items: [{}, {}] });
  await app.api.feeds.remove({ id });
  await expect(app.api.feeds.get({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await app.api.feeds.restore({ id })).toMatchObject({ id, episode_count: 2 });
});

it("does not bring a deleted feed back beside a live one of the same address", async () => {
  const { id } = await subscribe({});
  await app.api.feeds.remove({ id });
  await app.api.feeds.add({ url: `${host.url}/feed` });
  await expect(app.api.feeds.restore({ id })).rejects.toMatchObject({ code: "CONFLICT" });
});
