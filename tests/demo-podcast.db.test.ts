import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FeedHost, startFeedHost } from "./fakes/feed-host";
import { openTestApp, type TestApp } from "./test-app";

const folder = path.resolve("public/demo");

let host: FeedHost;
let app: TestApp;

beforeAll(async () => {
  host = await startFeedHost();
  for (const name of readdirSync(folder)) host.pages.set(`/${name}`, { body: readFileSync(path.join(folder, name)) });
  app = await openTestApp({ allow: [host.allow] });
  await app.api.feeds.add({ url: `${host.url}/feed.xml` });
  await app.work();
});
afterAll(async () => {
  await app.close();
  await host.close();
});

it("is read by a library that is new, and shows what it is to have no transcript", async () => {
  const { feeds } = await app.api.feeds.list();
  expect(feeds[0]).toMatchObject({ title: "Small Signals", status_counts: { completed: 5, needs_audio: 1 } });
});

it.each(["The ball on the roof", "One light, one name"])("has chapters: %s", async (title) => {
  const { id } = await app.db.episode.findFirstOrThrow({ where: { title } });
  expect((await app.api.episodes.chapters({ id })).chapters).toHaveLength(3);
});

it.each([
  ["a phrase in WebVTT", '"nautical mile"', "The ball on the roof", 20.9],
  ["a name in SRT", "Fresnel", "One light, one name", 18],
  ["a phrase over words that have times of their own", '"speed of light"', "A metre in the wall", 33],
  ["a German plural by its singular", "Brieftaube", "Tauben über Paris", 11],
  ["a text without times", "Foochow", "Tea against the clock", null],
])("is searched: %s", async (_, q, title, seconds) => {
  const { hits, is_relaxed } = await app.api.search.query({ q });
  expect(is_relaxed).toBe(false);
  expect(hits[0]?.episode_title).toBe(title);
  const start = hits[0]?.moments[0]?.segment_start ?? null;
  if (seconds === null) expect(start).toBeNull();
  else expect(Math.abs((start ?? -100) - seconds)).toBeLessThan(3);
});
