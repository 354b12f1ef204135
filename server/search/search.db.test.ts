import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFeed, aTranscript } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { ensureSearchIndexes } from "./search-indexes";

let host: FeedHost;
let app: TestApp;
const feedIds: Record<string, number> = {};

const library = {
  english: {
    title: "Talking shop",
    language: "en-US",
    episodes: {
      "Deploying with confidence": [
        "Kubernetes makes autoscaling of the workers rather simple.",
        "We listened to the who on the way home and liked it.",
        "He wrote the compiler in C++ and later in Rust, not in plain C.",
        "O’Brien said to write to test@email.com about the node.js workshop.",
        "And this is where the sentence runs on",
        "into the following cue without any stop.",
      ],
      "Houses and gardens": [
        "The house has a garden, and all houses here have one.",
        "Docker runs beside podman on this machine.",
      ],
    },
  },
  german: {
    title: "Rund ums Haus",
    language: "de",
    episodes: {
      "Häuser bauen": [
        "Wir haben viele Häuser gesehen und selbst trainiert.",
        "Die KI-Agenten arbeiten im Haus der Zukunft.",
      ],
    },
  },
};

beforeAll(async () => {
  host = await startFeedHost();
  app = await openTestApp({ allow: [host.allow] });
  await ensureSearchIndexes(app);
  for (const [name, { title, language, episodes }] of Object.entries(library)) {
    const items = Object.entries(episodes).map(([episodeTitle, lines], index) => {
      const path = `/${name}-${index}.vtt`;
      host.pages.set(path, { body: aTranscript(lines) });
      return {
        title: episodeTitle,
        guid: path,
        enclosure: `https://example.org${path}.mp3`,
        notes: `<p>Show notes about ${name} things.</p>`,
        transcripts: [{ url: host.url + path }],
      };
    });
    host.pages.set(`/${name}`, { body: aFeed({ title, language, items }) });
    feedIds[name] = (await app.api.feeds.add({ url: `${host.url}/${name}` })).id;
  }
  await app.work();
});
afterAll(async () => {
  await app.close();
  await host.close();
});

const find = (q: string, more: { feed_id?: number } = {}) => app.api.search.query({ q, ...more });
const marked = (moment: { text: string; marks: [number, number][] } | undefined) =>
  moment?.marks.map(([from, to]) => moment.text.slice(from, to)).join(" ");

describe("podcasts", () => {
  const feedsOf = async (q: string, more: { feed_id?: number; cursor?: string } = {}) =>
    (await app.api.search.query({ q, limit: 1, ...more })).feeds.map(({ id }) => id);

  it("are found by their own title and that of the publisher, above their episodes", async () => {
    const id = feedIds.english ?? 0;
    expect(await feedsOf("talking shop")).toEqual([id]);
    await app.api.feeds.update({ id, custom_title: "Café chatter" });
    expect(await feedsOf("CAFE")).toEqual([id]);
    expect(await feedsOf("talking shop")).toEqual([id]);
    await app.api.feeds.update({ id, custom_title: null });
    expect(await feedsOf("cafe")).toEqual([]);
  });

  it("are not told of a search in one of them, nor on further pages", async () => {
    const q = "talking OR garden OR haus";
    expect(await feedsOf(q)).not.toEqual([]);
    expect(await feedsOf(q, { feed_id: feedIds.english ?? 0 })).toEqual([]);
    const { next_cursor: cursor } = await app.api.search.query({ q, limit: 1 });
    expect(cursor).not.toBeNull();
    expect(await feedsOf(q, { cursor: cursor ?? "" })).toEqual([]);
  });
});

describe("what is found", () => {
  it.each([
    ["a word", "kubernetes", "Deploying with confidence", "Kubernetes"],
    ["another form of a word", "worker", "Deploying with confidence", "workers"],
    ["a German plural by its singular", "Haus gesehen trainiert", "Häuser bauen", "Häuser gesehen trainiert"],
    ["a German word by another form", "Agent", "Häuser bauen", "Agenten"],
    ["all words in any order", "simple kubernetes", "Deploying with confidence", "Kubernetes simple"],
    ["a phrase of stop words", '"the who"', "Deploying with confidence", "the who"],
    ["stop words without quotes", "the who", "Deploying with confidence", undefined],
    ["a word with signs", "C++", "Deploying with confidence", "C++ C"],
    ["a name with an apostrophe", "O'Brien", "Deploying with confidence", "O’Brien"],
    ["an e-mail address", "test@email.com", "Deploying with confidence", "test@email.com"],
    ["a compound with a hyphen", "KI-Agenten", "Häuser bauen", "KI-Agenten"],
    [
      "a phrase that runs on into the next cue",
      '"runs on into the following"',
      "Deploying with confidence",
      "runs on into the following",
    ],
    ["one of two words", "podman OR kubernetes", "Houses and gardens", undefined],
    ["an episode by its title", "gardens", "Houses and gardens", undefined],
  ])("%s: %s", async (_, q, title, words) => {
    const { hits } = await find(q);
    const hit = hits.find((candidate) => candidate.episode_title === title);
    expect(hits.map((candidate) => candidate.episode_title)).toContain(title);
    if (words) expect(marked(hit?.moments[0])).toBe(words);
  });

  it.each([
    ["a phrase in another order", '"workers the of autoscaling"'],
    ["a word that is excluded with the rest", "docker -podman"],
    ["C++ where only C is said", "C++ plain garden"],
    ["a word that nobody said", "xylophone"],
    ["signs alone", "+++ ---"],
    ["what would be an operator in SQL", "'; DROP TABLE segment; -- xylophone & | ! <-> :*"],
    ["a character that Postgres cannot hold", "xylo\u0000phone"],
  ])("not %s: %s", async (_, q) => {
    const { hits, is_relaxed } = await find(q);
    expect(hits.filter(() => !is_relaxed)).toEqual([]);
  });
});

it("says where a match begins: the time of its cue", async () => {
  const { hits } = await find('"following cue"');
  expect(hits[0]?.moments[0]).toMatchObject({ segment_start: 25, segment_end: 29.5 });
});

it("offers places with some of the words when none has all, and says so", async () => {
  const answer = await find("kubernetes xylophone");
  expect(answer).toMatchObject({ is_relaxed: true, total: 1 });
});

it("looks in one feed when asked to", async () => {
  const { hits } = await find("haus OR house", { feed_id: feedIds.german ?? 0 });
  expect(hits.map((hit) => hit.feed_title)).toEqual(["Rund ums Haus"]);
});

it("gives each episode once and pages that fit together", async () => {
  const all = await app.api.search.query({ q: "the OR die", limit: 100 });
  const first = await app.api.search.query({ q: "the OR die", limit: 2 });
  const second = await app.api.search.query({ q: "the OR die", limit: 2, cursor: first.next_cursor ?? "" });
  const ids = [...first.hits, ...second.hits].map((hit) => hit.episode_id);
  expect(ids).toEqual(all.hits.map((hit) => hit.episode_id));
  expect(new Set(ids).size).toBe(3);
  expect(first.total).toBe(3);
});

it("refuses a cursor that it has not given", async () => {
  await expect(app.api.search.query({ q: "house", cursor: "rubbish" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

it("finds nothing of a deleted feed, and finds it again when it is restored", async () => {
  const id = feedIds.german ?? 0;
  await app.api.feeds.remove({ id });
  expect((await find("Häuser")).hits).toEqual([]);
  await app.api.feeds.restore({ id });
  expect((await find("Häuser")).hits).toHaveLength(1);
});

it("keeps finding an episode by its new custom feed title at once", async () => {
  await app.api.feeds.update({ id: feedIds.english ?? 0, custom_title: "My shop" });
  expect((await find("kubernetes")).hits[0]?.feed_title).toBe("My shop");
});

it("lists the places of one episode in the order in which they were said", async () => {
  const { hits } = await find("kubernetes");
  const places = await app.api.search.within({ id: hits[0]?.episode_id ?? 0, q: "the" });
  const starts = places.map((place) => place.segment_start);
  expect(places[0]?.snippet).toContain("<mark>the</mark>");
  expect(starts.length).toBeGreaterThan(1);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
});

describe("the predecessor's endpoints", () => {
  it("give flat results with their type", async () => {
    const { results, mode, notice } = await app.api.search.unified({ q: "kubernetes" });
    expect(results[0]).toMatchObject({
      result_type: "transcript",
      match_type: "keyword",
      segment_start: 0,
      segment_end: 4.5,
    });
    expect({ mode, notice }).toEqual({ mode: "hybrid", notice: expect.stringContaining("keyword") });
  });

  it("give snippets as safe HTML", async () => {
    const { results } = await app.api.search.transcripts({ q: "kubernetes" });
    expect(results[0]?.snippet).toContain("<mark>Kubernetes</mark> makes");
  });

  it("mark an episode that matches by its title alone", async () => {
    const { results } = await app.api.search.unified({ q: "confidence" });
    expect(results[0]).toMatchObject({ result_type: "episode", segment_start: -1 });
  });
});

it("replaces what was indexed when it indexes anew", async () => {
  const before = await app.api.search.stats();
  const { hits } = await find("kubernetes");
  await app.api.search.reindex({ id: hits[0]?.episode_id ?? 0 });
  await app.work();
  expect(await app.api.search.stats()).toEqual(before);
});
