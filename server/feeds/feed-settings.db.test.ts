import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aFeed, aTranscript, type FeedItem } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { pollDueFeeds } from "./feeds.service";

let host: FeedHost;
let app: TestApp;
let id: number;

const items = (): FeedItem[] => [{ transcripts: [{ url: `${host.url}/t.vtt` }] }];

beforeAll(async () => {
  host = await startFeedHost();
  app = await openTestApp({ allow: [host.allow] });
  host.pages.set("/t.vtt", { body: aTranscript(["Die Häuser brannten."]) });
  host.pages.set("/feed", {
    body: aFeed({ isLocked: true, items: items() }),
  });
  ({ id } = await app.api.feeds.add({ url: `${host.url}/feed` }));
  await app.work();
});
afterAll(async () => {
  await app.close();
  await host.close();
});

const untouched = {
  language: null,
  transcript_policy: null,
  auto_download: null,
  keep_audio: null,
  model: null,
  priority: "normal",
};

it("begins with what holds for all", async () => {
  expect(await app.api.feeds.get({ id })).toMatchObject({
    settings: untouched,
    is_locked: true,
    is_complete: false,
    is_paused: false,
  });
});

it("changes what is given and nothing else, and goes back to what holds for all", async () => {
  const own = {
    transcript_policy: "always_transcribe",
    keep_audio: false,
    model: "large-v3",
    priority: "high",
  } as const;
  expect((await app.api.feeds.update({ id, ...own, custom_title: "Mine" })).settings).toEqual({ ...untouched, ...own });
  const { settings, custom_title } = await app.api.feeds.update({
    id,
    keep_audio: null,
    model: "",
    auto_download: true,
  });
  expect(settings).toEqual({ ...untouched, ...own, keep_audio: null, model: null, auto_download: true });
  expect(custom_title).toBe("Mine");
});

it.each([
  { transcript_policy: "sometimes" },
  { language: "klingon language" },
  { priority: "urgent" },
  { credentials: { token: "a\nb" } },
])("refuses %j", async (change) => {
  await expect(app.api.feeds.update({ id, ...(change as object) })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

it("finds words by the rules of another language as soon as that is set", async () => {
  const find = async () => (await app.api.search.query({ q: "haus", limit: 10 })).total;
  expect(await find()).toBe(0);
  expect(await app.api.feeds.update({ id, language: "de_DE" })).toMatchObject({ language: "de-DE" });
  await app.work();
  expect(await find()).toBe(1);
  await app.api.feeds.refresh({ id });
  await app.work();
  expect(await find()).toBe(1);
  expect(await app.api.feeds.update({ id, language: null })).toMatchObject({ language: "en" });
  await app.work();
  expect(await find()).toBe(0);
});

describe("when the publisher changes the language of the feed", () => {
  const find = async () => (await app.api.search.query({ q: "haus", limit: 10 })).total;
  const publishIn = async (language: string, published: FeedItem[]) => {
    host.pages.set("/feed", { body: aFeed({ language, items: published }) });
    await app.api.feeds.refresh({ id });
    await app.work();
  };
  afterEach(async () => {
    await app.api.feeds.update({ id, language: null });
    await publishIn("en", items());
  });
  const other = [{ guid: "other", title: "Other", enclosure: "https://e.example/other" }];

  it("finds words by its rules, also in an episode that has left the feed", async () => {
    await publishIn("de-DE", other);
    expect(await find()).toBe(1);
    await publishIn("en", other);
    expect(await find()).toBe(0);
  });

  it("finds words by its rules in an episode of the feed", async () => {
    await publishIn("de", items());
    expect(await find()).toBe(1);
  });

  it("keeps to the language that was set by hand", async () => {
    await app.api.feeds.update({ id, language: "en" });
    await publishIn("de", items());
    expect(await find()).toBe(0);
  });
});

it("is not looked at by itself while it is paused, only when somebody asks", async () => {
  await app.api.feeds.update({ id, is_paused: true });
  app.advance(30 * 24 * 3600_000);
  expect(await pollDueFeeds(app)).toBe(0);
  host.hits.clear();
  await app.api.feeds.refresh({ id });
  await app.work();
  expect(host.hits.get("/feed")).toBe(1);
  await app.api.feeds.update({ id, is_paused: false });
  app.advance(30 * 24 * 3600_000);
  expect(await pollDueFeeds(app)).toBe(1);
});
