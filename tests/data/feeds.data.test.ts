import { describe, expect, it } from "vitest";
import { parseFeed } from "@/server/feeds/parsing/parse-feed";
import type { ParsedFeed, ParsedItem } from "@/server/feeds/parsing/parsed-feed";
import { AppError } from "@/server/platform/errors";
import { withMedia } from "./feed-documents";
import {
  expectedLanguages,
  type FactEntry,
  type FeedFact,
  instantOf,
  readFacts,
  secondsOf,
  sha256,
  squeezed,
  tally,
} from "./feed-facts";
import { type Check, missesOf, printScore } from "./score";
import { hasSharedData, readShared } from "./shared-data";

/** Where this reader sees something else, and why it should. */
const knownMisses: Record<string, string> = {
  "ap.podcastindex-transcript.xml transcript languages": "its only item has no media: no episode",
  "ap.podcastindex-transcript.xml transcript types": "the same",
  "illformed/rss_incomplete_cdata.xml items": "the text ends within the only item",
  "unicode-generator.xml first enclosure": "relative URLs are resolved",
  "unicode-generator.xml last enclosure": "the same",
};

const url = "https://feeds.example/feed.xml";
const parse = (file: string) => parseFeed(readShared("feeds", file), { url });

describe.skipIf(!hasSharedData)(`real feeds`, () => {
  it("are read as other readers read them", { timeout: 60_000 }, async () => {
    const checks: Check[] = [];
    for (const [file, fact] of Object.entries(readFacts())) {
      const feed = await parse(file).catch((error: unknown) => {
        if (error instanceof AppError) return null;
        throw error;
      });
      checks.push(...checksOf(file, fact, feed));
    }
    printScore(checks);
    expect(missesOf(checks)).toEqual(Object.keys(knownMisses).sort());
  });

  it("have 94 transcript tags, and each of them is found", async () => {
    const inEpisodes = [
      "mmn-show.sovereign-feeds.xml",
      "no-agenda.freedom-controller.xml",
      "podcast-namespace-example.xml",
    ];
    // One item has no media, and one document is a bare list of tags: each is made an episode.
    const withoutMedia = withMedia(readShared("feeds", "ap.podcastindex-transcript.xml"));
    const list = readShared("feeds", "podcast-namespace-schema-example.xml")
      .toString()
      .replaceAll("test-wrapper", "p:x");
    const asEpisode = Buffer.from(
      `<rss><item><enclosure url="a.mp3"/>${list.replaceAll(/<.?p:x.*>/g, "")}</item></rss>`,
    );

    const documents = [...inEpisodes.map((file) => readShared("feeds", file)), withoutMedia, asEpisode];
    const feeds = await Promise.all(documents.map((bytes) => parseFeed(bytes, { url })));
    const tags = feeds.flatMap(({ items }) => items).flatMap(({ transcriptTags }) => transcriptTags);
    expect(tally(tags.map(({ type }) => type ?? "None"))).toEqual({
      "application/x-subrip": 54,
      "application/srt": 30,
      "text/plain": 6,
      "text/vtt": 3,
      "application/json": 1,
    });
    expect(tally(tags.map(({ language }) => language ?? "None"))).toEqual({ en: 56, es: 1, None: 37 });
  });

  it.each([
    ["pair-intercepted.2018-01-20.megaphone.xml", "pair-intercepted.2018-02-03.megaphone.xml", 4],
    ["pair-linux-unplugged.2018-01-20.xml", "pair-linux-unplugged.2020-12-19.fireside.xml", 152],
    ["pair-ndr.2024-03-13.xml", "pair-ndr.2024-03-14.xml", 1],
    ["de-grote.no-guid.xml", "de-grote.no-guid.xml", 0],
    ["se-radio.wordpress-feedburner.xml", "se-radio.wordpress-feedburner.xml", 0],
  ])("after %s, %s brings %i new episodes", async (earlier, later, count) => {
    const known = new Set((await parse(earlier)).items.map(({ identity }) => identity));
    const { items } = await parse(later);
    expect(items.filter(({ identity }) => !known.has(identity))).toHaveLength(count);
  });

  it.each([
    ["megaphone.big1278.xml", 1278],
    ["pair-linux-unplugged.2020-12-19.fireside.xml", 384],
  ])("%s is read, and it is said how fast", async (file, count) => {
    const start = performance.now();
    expect((await parse(file)).items).toHaveLength(count);
    const ms = Math.round(performance.now() - start);
    process.stdout.write(`${file}: ${ms} ms, ${Math.round(process.memoryUsage.rss() / 1e6)} MB resident\n`);
  });
});

function checksOf(file: string, fact: FeedFact, feed: ParsedFeed | null): Check[] {
  const check = (field: string, got: unknown, expected: unknown): Check => ({
    suite: "FACTS",
    file,
    field,
    got,
    expected,
  });
  const count = fact.wellformed ? fact.raw.items : fact.feedparser.entries;
  if (!feed) return [check("refused, without items", 0, count)];

  const isWhole = feed.items.length === feed.itemCount;
  const guids = feed.items.map(({ guid }) => guid).filter((guid) => guid !== null);
  return [
    check("items", feed.itemCount, count),
    check("title", feed.title, squeezed(fact.feedparser.title) ?? "Untitled podcast"),
    ...(isWhole && fact.wellformed ? [check("all guids", sha256(guids.join("\n")), fact.raw.guids_sha256)] : []),
    ...(isWhole ? entryChecks("first", fact.first, feed.items[0]) : []),
    ...(isWhole ? entryChecks("last", fact.last, feed.items.at(-1)) : []),
    ...(fact.transcripts ? transcriptChecks(fact.transcripts, feed) : []),
  ].map((entry) => ({ ...entry, suite: "FACTS", file }));
}

type FieldCheck = Pick<Check, "field" | "got" | "expected">;

function entryChecks(place: string, entry: FactEntry | undefined, item: ParsedItem | undefined): FieldCheck[] {
  if (!entry || !item) return [];
  return [
    { field: `${place} title`, got: item.title, expected: squeezed(entry.title) ?? "Untitled episode" },
    { field: `${place} guid`, got: item.guid, expected: entry.id || null },
    { field: `${place} enclosure`, got: item.enclosure.url, expected: entry.enclosures[0]?.[0] ?? null },
    { field: `${place} date`, got: item.publishedAt?.toISOString() ?? null, expected: instantOf(entry.published) },
    { field: `${place} duration`, got: item.durationSeconds, expected: secondsOf(entry.duration) },
  ];
}

function transcriptChecks(expected: NonNullable<FeedFact["transcripts"]>, feed: ParsedFeed): FieldCheck[] {
  const tags = feed.items.flatMap(({ transcriptTags }) => transcriptTags);
  const languages = tags.map(({ language }) => (language === null ? "None" : language));
  return [
    { field: "transcript types", got: tally(tags.map(({ type }) => type ?? "None")), expected: expected.types },
    { field: "transcript languages", got: tally(languages), expected: expectedLanguages(expected) },
  ];
}
