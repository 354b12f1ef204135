import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { parseFeed } from "@/server/feeds/parse-feed";
import type { ParsedFeed, ParsedItem } from "@/server/feeds/parsed-feed";
import { plainText } from "@/server/feeds/plain-text";
import { withMedia } from "./feed-documents";
import { type Check, missesOf, printScore } from "./score";
import { hasSharedData, needsSharedData, readShared, sharedPath } from "./shared-data";

type Json = { [key: string]: Json } & Json[] & string & number & boolean & null;
type FieldCheck = Pick<Check, "field" | "got" | "expected">;
type Suite = {
  folder: string;
  extension: string;
  checksOf: (feed: ParsedFeed, suiteCase: { name: string; source: string; expected: Json }) => FieldCheck[];
};

/** Where this reader gives something else than the authors of a suite expect, and why it should. */
const knownMisses: Record<string, string> = {};

const gpodder: Suite = {
  folder: "suite-gpodder-podcastparser",
  extension: "rss",
  checksOf: (feed, { source, expected }) => {
    const title = { field: "title", got: feed.title, expected: expected.title };
    const optional: FieldCheck[] = [
      { field: "description", got: feed.description, expected: expected.description },
      { field: "link", got: feed.link, expected: expected.link },
      { field: "language", got: feed.language?.toLowerCase(), expected: expected.language },
      { field: "cover", got: feed.imageUrl, expected: expected.cover_url },
      { field: "next page", got: feed.nextPageUrl, expected: expected.paged_feed_next },
      { field: "locked", got: feed.isLocked, expected: expected.import_prohibited },
      { field: "categories", got: feed.categories, expected: expected.itunes_categories?.flat() },
    ];
    const isTitled = /<title>/.test(source.replace(/<(item|entry)>[^]*/, ""));
    return [
      ...(isTitled ? [title] : []),
      ...optional.filter((check) => check.expected !== undefined),
      ...expected.episodes.flatMap((episode, index) => gpodderEpisode(feed.items[index], episode)),
    ];
  },
};

function gpodderEpisode(item: ParsedItem | undefined, expected: Json): FieldCheck[] {
  if (!item) return [{ field: "episode", got: "missing", expected: "there" }];
  const media = expected.enclosures[0];
  const html = expected.description_html;
  const checks: FieldCheck[] = [
    { field: "episode title", got: item.title, expected: expected.title },
    { field: "episode text", got: plainText(item.description ?? ""), expected: plainText(expected.description) },
    { field: "episode html", got: html && item.description, expected: html },
    { field: "episode date", got: (item.publishedAt?.getTime() ?? 0) / 1000, expected: expected.published },
    { field: "episode guid", got: item.guid ?? item.enclosure.url, expected: expected.guid },
    { field: "episode link", got: item.link ?? "", expected: expected.link },
    { field: "episode duration", got: item.durationSeconds ?? 0, expected: expected.total_time },
    { field: "episode media", got: media && item.enclosure.url, expected: media?.url },
    { field: "episode media size", got: media && (item.enclosure.sizeBytes ?? -1), expected: media?.file_size },
    { field: "episode art", got: item.imageUrl, expected: expected.episode_art_url },
    { field: "episode author", got: item.author, expected: expected.itunes_author },
    { field: "episode season", got: item.season, expected: expected.season },
    { field: "episode number", got: item.episode, expected: expected.number },
    { field: "episode type", got: item.episodeType, expected: expected.type },
    {
      field: "episode persons",
      got: item.persons,
      expected: expected.persons?.map(({ group: _, ...person }: Json) => person),
    },
  ];
  return checks.filter((check) => check.expected !== undefined);
}

const gofeed = (folder: string): Suite => ({
  folder,
  extension: "xml",
  checksOf: (feed, { expected }) => {
    const checks: FieldCheck[] = [
      { field: "title", got: feed.title, expected: expected.title && plainText(expected.title) },
      { field: "description", got: feed.description, expected: expected.description },
      { field: "link", got: feed.link, expected: expected.link },
      { field: "language", got: feed.language?.toLowerCase(), expected: expected.language },
      { field: "image", got: feed.imageUrl, expected: expected.image?.url },
      { field: "author", got: feed.author, expected: expected.author?.name },
      { field: "categories", got: feed.categories, expected: categoriesOf(expected.categories) },
      { field: "items", got: feed.itemCount, expected: expected.items?.length ?? 0 },
    ];
    const items = (expected.items ?? []).flatMap((item, index) => gofeedItem(feed.items[index], item));
    return [...checks, ...items].filter((check) => check.expected !== undefined);
  },
});

function categoriesOf(written: Json | undefined): string[] | undefined {
  return written?.map((category) => plainText(category.value ?? category));
}

function gofeedItem(item: ParsedItem | undefined, expected: Json): FieldCheck[] {
  if (!item) return [{ field: "item", got: "missing", expected: "there" }];
  const { enclosure } = expected;
  return [
    { field: "item title", got: item.title, expected: expected.title && plainText(expected.title) },
    { field: "item description", got: item.description, expected: expected.description },
    { field: "item link", got: item.link, expected: expected.link },
    { field: "item guid", got: item.guid, expected: expected.guid?.value },
    { field: "item author", got: item.author, expected: expected.author && plainText(expected.author) },
    { field: "item media", got: enclosure && item.enclosure.url, expected: enclosure?.url },
    { field: "item media type", got: enclosure && item.enclosure.type, expected: enclosure?.type },
    { field: "item media size", got: enclosure && `${item.enclosure.sizeBytes}`, expected: enclosure?.length },
  ];
}

/** feedparser says in Python what it expects. What says something about fields that are read here is translated. */
const feedparser = (folder: string): Suite => ({
  folder,
  extension: "xml",
  checksOf: (feed, { source }) => {
    const claim = /Expect:\s*(?:not )?bozo(?: and (.*))?/.exec(source)?.[1] ?? "";
    const [, path = "", written] = /^(.*?) (?:==|is) (.*)$/.exec(claim) ?? [];
    const item = feed.items[0];
    const readers: Record<string, () => unknown> = {
      "feed['title']": () => feed.title,
      "feed['subtitle']": () => feed.description,
      "feed['image']['href']": () => feed.imageUrl,
      "feed['tags'][0]['term']": () => feed.categories[0],
      "feed['tags'][1]['term']": () => feed.categories[1],
      "len(feed['tags'])": () => feed.categories.length,
      "entries[0]['description']": () => item?.description,
      "ord(entries[0]['description'])": () => item?.description?.charCodeAt(0),
      "entries[0]['subtitle']": () => item?.description,
      "entries[0]['image']['href']": () => item?.imageUrl,
      "entries[0]['itunes_explicit']": () => item?.isExplicit,
      "entries[0].summary": () => item?.description,
    };
    const isReadable = { field: "no broken characters", got: /\ufffd/.test(JSON.stringify(feed)), expected: false };
    const read = readers[path];
    return [isReadable, ...(read && written ? [{ field: path, got: read(), expected: fromPython(written) }] : [])];
  },
});

function fromPython(written: string): unknown {
  const names: Record<string, unknown> = { True: true, False: false, None: null };
  if (written in names) return names[written];
  const text = /^'(.*)'$/.exec(written)?.[1];
  if (text === undefined) return Number(written);
  return text.replace(/\\[xu]([0-9a-f]{2,4})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The suite says whether a file is valid; here it is said what is to be read from it all the same. */
const feedvalidator: Suite = {
  folder: "suite-feedvalidator-itunes",
  extension: "xml",
  checksOf: (feed, { name }) => {
    const item = feed.items[0];
    const readings: Record<string, [unknown, unknown]> = {
      abbreviated_duration: [item?.durationSeconds, 460],
      duration_in_channel: [item?.durationSeconds, null],
      image_no_url: [feed.imageUrl, null],
      invalid_episode: [item?.episode, null],
      invalid_explicit_value: [item?.isExplicit, null],
      missing_explicit: [item?.isExplicit, null],
      missing_lang: [feed.language, null],
    };
    const [got, expected] = readings[name] ?? [];
    return [
      { field: "title", got: feed.title, expected: "All About Everything" },
      { field: "reading", got, expected },
    ];
  },
};

const suites = [
  gpodder,
  gofeed("suite-gofeed-rss"),
  gofeed("suite-gofeed-ext"),
  feedparser("suite-feedparser-encoding"),
  feedparser("suite-feedparser-itunes"),
  feedvalidator,
];

describe.skipIf(!hasSharedData)(`the suites of other readers${needsSharedData}`, () => {
  it("hold but for the known misses", { timeout: 60_000 }, async () => {
    const checks = (await Promise.all(suites.map(runSuite))).flat();
    printScore(checks);
    expect(missesOf(checks)).toEqual(Object.keys(knownMisses).sort());
  });
});

async function runSuite({ folder, extension, checksOf }: Suite): Promise<Check[]> {
  const files = readdirSync(sharedPath("feeds", folder)).filter((file) => file.endsWith(`.${extension}`));
  const checks = files.map(async (file) => {
    const name = basename(file, `.${extension}`);
    const bytes = withMedia(readShared("feeds", folder, file));
    const source = bytes.toString("latin1");
    const contentType = /Header:\s*Content-type:\s*(.*)/i.exec(source)?.[1] ?? null;
    const expected = expectationOf(folder, name);
    const feed = await parseFeed(bytes, { url: `https://tests/data/${file}`, contentType }).catch(
      (error: unknown) => error,
    );
    if (feed instanceof Error) return [{ suite: folder, file, field: "readable", got: feed.message, expected: true }];
    return checksOf(feed as ParsedFeed, { name, source, expected }).map((check) => ({ suite: folder, file, ...check }));
  });
  return (await Promise.all(checks)).flat();
}

/** gPodder's suite reads its files from `file://tests/data/`; here they come from the web. */
function expectationOf(folder: string, name: string): Json {
  if (folder.includes("feedparser") && folder !== gpodder.folder) return null as Json;
  if (folder === feedvalidator.folder) return null as Json;
  const text = readShared("feeds", folder, `${name}.json`).toString();
  return JSON.parse(text.replaceAll("file://tests/", "https://tests/"));
}
