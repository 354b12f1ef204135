import { TRPCError } from "@trpc/server";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aTranscript } from "@/tests/a-feed";
import { forgetPeak, memoryOf } from "@/tests/bench/harness/memory";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import {
  expectedLanguages,
  type FactEntry,
  type FeedFact,
  instantOf,
  readFacts,
  secondsOf,
  squeezed,
  tally,
} from "./feed-facts";
import { type Check, missesOf, printScore } from "./score";
import { hasSharedData, readShared } from "./shared-data";

/** Where the library holds something else than two other readers see, and why it should. */
const knownMisses: Record<string, string> = {
  "atom-full.xml last date": "only one of its five entries has media",
  "atom-full.xml last enclosure": "the same",
  "atom-full.xml last guid": "the same",
  "atom-full.xml last title": "the same",
  "koel.unsafe-enclosures.xml episodes": "a file: address is no media",
  "koel.unsafe-enclosures.xml last enclosure": "the same",
  "koel.unsafe-enclosures.xml last guid": "the same",
  "koel.unsafe-enclosures.xml last title": "the same",
  "radiofeed.bad_pub_date.xml episodes": "one item is there twice, guid and media",
  "transistor.hosts-persons.xml episodes": "two items are there twice, guid and media",
  "unicode-generator.xml first enclosure": "relative URLs are resolved",
  "unicode-generator.xml last enclosure": "the same",
};

/** What is no podcast, and what a person is told. */
const refusals: Record<string, RegExp> = {
  "ap.podcastindex-transcript.xml": /has no audio or video episodes/,
  "bold-dk.iso-8859-1.xml": /has no audio or video episodes/, // its enclosures are pictures
  "html-instead-of-feed.simplepie.html": /^This is a web page, and the feed that it names cannot be read/,
  "illformed/rss_empty_document.xml": /^This is no podcast feed in RSS or Atom/,
  "illformed/rss_incomplete_cdata.xml": /has no episodes/,
  "illformed/rss_item_link_corrupted_ampersands.xml": /has no audio or video episodes/,
  "illformed/undeclared_namespace.xml": /has no episodes/,
  "liberal-gr.iso-8859-7.xml": /has no audio or video episodes/, // the same
  "oren-ru.windows-1251.xml": /has no audio or video episodes/, // the same
  "podcast-namespace-schema-example.xml": /^This is no podcast feed in RSS or Atom/,
};

/** What hosts say that a feed is. The document knows better. */
const contentTypes: Record<string, string | null> = {
  honest: "application/rss+xml",
  "as a web page": "text/html",
  "as bytes": "application/octet-stream",
  "as text in the wrong charset": "text/plain; charset=us-ascii",
  unnamed: null,
};

let host: FeedHost;
let app: TestApp;

describe.skipIf(!hasSharedData)("real feeds over HTTP", () => {
  beforeAll(async () => {
    host = await startFeedHost();
    app = await openTestApp({ allow: [host.allow] });
    // What is loaded and compiled once does not count for the first feed.
    serve("/feed", readShared("feeds", "1865.art19.xml"), null);
    await importMeasured(`${host.url}/feed`);
    await app.db.feed.deleteMany();
  });
  afterAll(async () => {
    await app?.close();
    await host?.close();
  });
  afterEach(async () => {
    await app.db.feed.deleteMany();
    host.pages.clear();
    host.hits.clear();
  });

  it.each(Object.entries(contentTypes))("are stored as other readers read them, sent %s", async (_, type) => {
    const checks: Check[] = [];
    const costs: Cost[] = [];
    for (const [file, fact] of Object.entries(readFacts())) {
      if (file in refusals) continue;
      serve("/feed", readShared("feeds", file), type);
      const imported = await importMeasured(`${host.url}/feed`);
      if (imported) costs.push({ ...imported.cost, file });
      checks.push(...checksOf(file, fact, imported?.stored));
      await app.db.feed.deleteMany();
    }
    printScore(checks);
    printCosts(costs);
    const files = new Set(checks.map(({ file }) => file));
    const unequal = new Set(missesOf(checks).map((miss) => miss.split(" ")[0]));
    process.stdout.write(`${files.size - unequal.size} of ${files.size} feeds are fully equal\n`);
    expect(missesOf(checks)).toEqual(Object.keys(knownMisses).sort());
  });

  it.each(Object.entries(refusals))("%s is refused, and nothing stays behind", async (file, reason) => {
    serve("/feed", readShared("feeds", file), "application/rss+xml");
    await expect(app.api.feeds.add({ url: `${host.url}/feed` })).rejects.toThrow(reason);
    expect(await app.db.feed.count()).toBe(0);
    expect(await app.db.job.count({ where: { state: "queued" } })).toBe(0);
  });
});

describe.skipIf(!hasSharedData)("a real feed that has changed", () => {
  beforeAll(async () => {
    host = await startFeedHost();
    app = await openTestApp({ allow: [host.allow] });
  });
  afterAll(async () => {
    await app?.close();
    await host?.close();
  });
  afterEach(async () => {
    await app.db.feed.deleteMany();
    host.pages.clear();
    host.hits.clear();
  });

  it.each([
    ["pair-intercepted.2018-01-20.megaphone.xml", "pair-intercepted.2018-02-03.megaphone.xml", 43, 4],
    ["pair-linux-unplugged.2018-01-20.xml", "pair-linux-unplugged.2020-12-19.fireside.xml", 232, 152],
    ["pair-ndr.2024-03-13.xml", "pair-ndr.2024-03-14.xml", 2, 1],
    ["de-grote.with-guid.xml", "de-grote.no-guid.xml", 12, 0],
    ["de-grote.no-guid.xml", "de-grote.with-guid.xml", 12, 0],
    ["se-radio.wordpress-feedburner.xml", "se-radio.wordpress-feedburner.xml", 249, 0],
    ["radiofeed.use_link_ids.xml", "radiofeed.use_link_ids.xml", 373, 0],
  ])("from %s to %s has %i episodes and then %i more", async (earlier, later, count, more) => {
    serve("/feed", readShared("feeds", earlier), "application/rss+xml");
    const { id } = await app.api.feeds.add({ url: `${host.url}/feed` });
    await app.work();
    const before = await readStored(id);
    expect(before.episodes).toHaveLength(count);

    await refreshWith(id, readShared("feeds", later));
    const after = await readStored(id);
    expect(after.feed.lastError).toBeNull();
    expect(after.episodes).toHaveLength(count + more);
    expect(after.episodes.slice(0, count).map(({ id, guid }) => ({ id, guid }))).toEqual(
      before.episodes.map(({ id, guid }) => ({ id, guid })),
    );
  });

  it.each(["mmn-show.sovereign-feeds.xml", "no-agenda.freedom-controller.xml"])(
    "does not fetch the transcripts of %s twice",
    async (file) => {
      const { document, paths } = withOwnTranscripts(readShared("feeds", file).toString());
      serve("/feed", Buffer.from(document), "application/rss+xml");
      const { id } = await app.api.feeds.add({ url: `${host.url}/feed` });
      await app.work();
      const fetched = () => [...host.hits].filter(([path]) => paths.includes(path));
      const first = fetched();
      const completed = await app.db.episode.count({ where: { feedId: id, state: "completed" } });
      expect(first.every(([, hits]) => hits === 1)).toBe(true);
      expect(first).toHaveLength(completed);

      await refreshWith(id, Buffer.from(document.replaceAll("<title>", "<title>New: ")));
      await refreshWith(id, Buffer.from(document.replaceAll(".mp3", ".mp3?moved=1")));
      expect(fetched()).toEqual(first);
      expect(await app.db.transcript.count()).toBe(completed);
      process.stdout.write(`${file}: ${completed} transcripts, each fetched once in three imports\n`);
    },
  );
});

async function refreshWith(id: number, document: Buffer): Promise<void> {
  serve("/feed", document, "application/rss+xml");
  await app.api.feeds.refresh({ id });
  await app.work();
}

/** The feed with its transcript tags pointing at this host, which has a transcript for each. */
function withOwnTranscripts(source: string): { document: string; paths: string[] } {
  const paths: string[] = [];
  const document = source.replace(/(<podcast:transcript[^>]*\burl=")[^"]*/g, (_, before: string) => {
    const path = `/transcripts/${paths.length}`;
    paths.push(path);
    host.pages.set(path, { body: aTranscript([`This is what was said in number ${paths.length}.`]) });
    return `${before}${host.url}${path}`;
  });
  return { document, paths };
}

type Stored = Awaited<ReturnType<typeof readStored>>;
type Cost = { file: string; ms: number; growthMb: number };

function serve(path: string, body: Buffer, type: string | null): void {
  host.pages.set(path, { body, ...(type ? { headers: { "content-type": type } } : {}) });
}

/** Subscribes and refreshes. Memory is the peak that the kernel saw in this process above what it held before. */
async function importMeasured(url: string): Promise<{ stored: Stored; cost: Omit<Cost, "file"> } | null> {
  await forgetPeak(process.pid);
  const before = memoryOf(process.pid).residentMb;
  const start = performance.now();
  const feed = await app.api.feeds.add({ url }).catch((error: unknown) => {
    if (error instanceof TRPCError) return null;
    throw error;
  });
  if (!feed) return null;
  await app.work("refreshFeed");
  const ms = performance.now() - start;
  const growthMb = memoryOf(process.pid).peakMb - before;
  return { stored: await readStored(feed.id), cost: { ms, growthMb } };
}

async function readStored(id: number) {
  const feed = await app.db.feed.findUniqueOrThrow({ where: { id } });
  const episodes = await app.db.episode.findMany({ where: { feedId: id }, orderBy: { id: "asc" } });
  return { feed, episodes };
}

function printCosts(costs: readonly Cost[]): void {
  const worst = (field: "ms" | "growthMb") => costs.reduce((a, b) => (b[field] > a[field] ? b : a));
  const slowest = worst("ms");
  const largest = worst("growthMb");
  process.stdout.write(
    `slowest ${slowest.file}: ${Math.round(slowest.ms)} ms; most memory ${largest.file}: ${Math.round(largest.growthMb)} MB\n`,
  );
}

function checksOf(file: string, fact: FeedFact, stored: Stored | undefined): Check[] {
  const check = (field: string, got: unknown, expected: unknown): Check => ({
    suite: "stored",
    file,
    field,
    got,
    expected,
  });
  if (!stored) return [check("refused", true, false)];
  const { feed, episodes } = stored;
  return [
    check("refreshed without trouble", feed.lastError, null),
    check("title", feed.title, squeezed(fact.feedparser.title) ?? "Untitled podcast"),
    check("episodes", episodes.length, fact.feedparser.with_enclosure),
    ...entryChecks("first", fact.first, episodes[0]).map(({ field, got, expected }) => check(field, got, expected)),
    ...entryChecks("last", fact.last, episodes.at(-1)).map(({ field, got, expected }) => check(field, got, expected)),
    ...transcriptChecks(fact, episodes).map(({ field, got, expected }) => check(field, got, expected)),
  ];
}

type FieldCheck = Pick<Check, "field" | "got" | "expected">;

function entryChecks(
  place: string,
  entry: FactEntry | undefined,
  episode: Stored["episodes"][number] | undefined,
): FieldCheck[] {
  if (!entry || !episode) return [];
  const [enclosure] = entry.enclosures;
  return [
    { field: `${place} title`, got: episode.title, expected: squeezed(entry.title) ?? "Untitled episode" },
    // Without a guid an episode is known by its media.
    {
      field: `${place} guid`,
      got: episode.feedGuid ?? episode.guid,
      expected: entry.id || enclosure?.[0].replace(/[?#].*$/s, ""),
    },
    { field: `${place} enclosure`, got: episode.enclosureUrl, expected: enclosure?.[0] ?? null },
    { field: `${place} date`, got: episode.publishedAt?.toISOString() ?? null, expected: instantOf(entry.published) },
    { field: `${place} duration`, got: episode.durationSeconds, expected: secondsOf(entry.duration) },
  ];
}

function transcriptChecks({ transcripts }: FeedFact, episodes: Stored["episodes"]): FieldCheck[] {
  const tags = episodes.flatMap(
    (episode) => episode.transcriptTags as { type: string | null; language: string | null }[],
  );
  return [
    {
      field: "transcript types",
      got: tally(tags.map(({ type }) => type ?? "None")),
      expected: transcripts?.types ?? {},
    },
    {
      field: "transcript languages",
      got: tally(tags.map(({ language }) => language ?? "None")),
      expected: transcripts ? expectedLanguages(transcripts) : {},
    },
  ];
}
