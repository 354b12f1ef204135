import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { parseFeed } from "@/server/feeds/parsing/parse-feed";
import type { ParsedFeed, ParsedItem } from "@/server/feeds/parsing/parsed-feed";
import { plainText } from "@/server/feeds/parsing/plain-text";
import { withMedia } from "./feed-documents";
import { type Check, missesOf, printScore } from "./score";
import { hasSharedData, readShared, sharedPath } from "./shared-data";

type FieldCheck = Pick<Check, "field" | "got" | "expected">;
type Case = { name: string; source: string; readExpected: () => unknown };
type Suite = { folder: string; extension: string; checksOf: (feed: ParsedFeed, suiteCase: Case) => FieldCheck[] };

/** Where this reader gives something else than the authors of a suite expect, and why it should. */
const knownMisses: Record<string, string> = {
  "bozo_double-encoded-html.xml ord(entries[0]['description'])":
    "text that was mangled before it got here is not guessed at",
  "double-encoded-html.xml ord(entries[0]['description'])": "the same",
  "bozo_linenoise.xml entries[0].summary": "one broken byte does not turn the UTF-8 around it into windows-1252",
  "bozo_linenoise.xml no broken characters": "the broken byte shows as U+FFFD",
  "duration.rss episode guid": "a guid is kept as written, never resolved as a URL",
  "itunes_duration.rss episode guid": "the same",
  "itunes_subtitle.rss episode guid": "the same",
  "media_episode_thumbnail_group.rss episode guid": "the same",
  "permalink.rss episode guid": "the same",
  "duration.rss episode link": "a guid that neither looks like a URL nor claims to be one is no link",
  "itunes_duration.rss episode link": "the same",
  "itunes_subtitle.rss episode link": "the same",
  "media_episode_thumbnail_group.rss episode link": "the same",
  "issue_217_enclosure_children.xml item": "its enclosure is an image: no episode",
  "itunes_channel_keywords_duplicate.xml len(feed['tags'])": "keywords are no categories",
  "itunes_channel_keywords_multiple.xml feed['tags'][1]['term']": "keywords are no categories",
  "itunes_item_explicit_whitespace.xml entries[0]['itunes_explicit']": "white space around a value does not count",
  "itunes_subtitle.rss episode text": "there is one description, the richest; the suite tells plain text from HTML",
  "itunes_type_serial.rss episode date": "items stay in the order of the document; the suite sorts serial shows",
  "itunes_type_serial.rss episode guid": "the same",
  "itunes_type_serial.rss episode media": "the same",
  "itunes_type_serial.rss episode title": "the same",
  "rdf_item_links.xml item link": "of several links the first is taken; the suite takes the last",
  "rss_channel_item_links.xml item link": "the same",
};

type GpodderFeed = {
  title: string;
  description?: string;
  link?: string;
  language?: string;
  cover_url?: string;
  paged_feed_next?: string;
  import_prohibited?: boolean;
  itunes_categories?: string[][];
  episodes: GpodderEpisode[];
};
type GpodderEpisode = {
  title: string;
  description: string;
  description_html?: string;
  published: number;
  guid: string;
  link: string;
  total_time: number;
  enclosures: { url: string; file_size: number }[];
  episode_art_url?: string;
  itunes_author?: string;
  season?: number;
  number?: number;
  type?: string;
  persons?: { group: string }[];
};

const isStated = (check: FieldCheck) => check.expected !== undefined;

const gpodder: Suite = {
  folder: "suite-gpodder-podcastparser",
  extension: "rss",
  checksOf: (feed, { name, readExpected }) => {
    const expected = readExpected() as GpodderFeed;
    return [
      // The suite calls a podcast without a title by the name of its file.
      { field: "title", got: feed.title, expected: expected.title === name ? undefined : expected.title },
      { field: "description", got: feed.description, expected: expected.description },
      { field: "link", got: feed.link, expected: expected.link },
      { field: "language", got: feed.language?.toLowerCase(), expected: expected.language },
      { field: "cover", got: feed.imageUrl, expected: expected.cover_url },
      { field: "next page", got: feed.nextPageUrl, expected: expected.paged_feed_next },
      { field: "locked", got: feed.isLocked, expected: expected.import_prohibited },
      { field: "categories", got: feed.categories, expected: expected.itunes_categories?.flat() },
      ...expected.episodes.flatMap((episode, index) => gpodderEpisode(feed.items[index], episode)),
    ].filter(isStated);
  },
};

function gpodderEpisode(item: ParsedItem | undefined, expected: GpodderEpisode): FieldCheck[] {
  if (!item) return [{ field: "episode", got: "missing", expected: "there" }];
  const media = expected.enclosures[0];
  const persons = expected.persons?.map(({ group: _, ...person }) => person);
  return [
    { field: "episode title", got: item.title, expected: expected.title },
    { field: "episode text", got: plainText(item.description ?? ""), expected: plainText(expected.description) },
    { field: "episode html", got: item.description, expected: expected.description_html },
    { field: "episode date", got: (item.publishedAt?.getTime() ?? 0) / 1000, expected: expected.published },
    { field: "episode guid", got: item.guid ?? item.enclosure.url, expected: expected.guid },
    { field: "episode link", got: item.link ?? "", expected: expected.link },
    { field: "episode duration", got: item.durationSeconds ?? 0, expected: expected.total_time },
    { field: "episode media", got: item.enclosure.url, expected: media?.url },
    { field: "episode media size", got: item.enclosure.sizeBytes ?? -1, expected: media?.file_size },
    { field: "episode art", got: item.imageUrl, expected: expected.episode_art_url },
    { field: "episode author", got: item.author, expected: expected.itunes_author },
    { field: "episode season", got: item.season, expected: expected.season },
    { field: "episode number", got: item.episode, expected: expected.number },
    { field: "episode type", got: item.episodeType, expected: expected.type },
    { field: "episode persons", got: item.persons, expected: persons },
  ];
}

type GofeedFeed = {
  title?: string;
  description?: string;
  link?: string;
  language?: string;
  image?: { url?: string };
  author?: { name: string };
  categories?: (string | { value: string })[];
  items?: GofeedItem[];
};
type GofeedItem = {
  title?: string;
  description?: string;
  link?: string;
  guid?: { value: string };
  author?: string;
  enclosure?: { url: string; type?: string; length?: string };
};

/** The suite keeps the markup in titles and names; here they are plain text. */
const plain = (text: string | undefined) => (text === undefined ? undefined : plainText(text));

const gofeed = (folder: string): Suite => ({
  folder,
  extension: "xml",
  checksOf: (feed, { readExpected }) => {
    const expected = readExpected() as GofeedFeed;
    const categories = expected.categories?.map((category) =>
      plainText(typeof category === "string" ? category : category.value),
    );
    return [
      { field: "title", got: feed.title, expected: plain(expected.title) },
      { field: "description", got: feed.description, expected: expected.description },
      { field: "link", got: feed.link, expected: expected.link },
      { field: "language", got: feed.language?.toLowerCase(), expected: expected.language },
      { field: "image", got: feed.imageUrl, expected: expected.image?.url },
      { field: "author", got: feed.author, expected: expected.author?.name },
      { field: "categories", got: feed.categories, expected: categories },
      { field: "items", got: feed.itemCount, expected: expected.items?.length ?? 0 },
      ...(expected.items ?? []).flatMap((item, index) => gofeedItem(feed.items[index], item)),
    ].filter(isStated);
  },
});

function gofeedItem(item: ParsedItem | undefined, expected: GofeedItem): FieldCheck[] {
  if (!item) return [{ field: "item", got: "missing", expected: "there" }];
  return [
    { field: "item title", got: item.title, expected: plain(expected.title) },
    { field: "item description", got: item.description, expected: expected.description },
    { field: "item link", got: item.link, expected: expected.link },
    { field: "item guid", got: item.guid, expected: expected.guid?.value },
    { field: "item author", got: item.author, expected: plain(expected.author) },
    { field: "item media", got: item.enclosure.url, expected: expected.enclosure?.url },
    { field: "item media type", got: item.enclosure.type, expected: expected.enclosure?.type },
    { field: "item media size", got: `${item.enclosure.sizeBytes}`, expected: expected.enclosure?.length },
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
      // In Python, True == 1.
      "entries[0]['itunes_explicit']": () => (written === "1" ? Number(item?.isExplicit) : item?.isExplicit),
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
      image_no_url: [feed.imageUrl, null],
      invalid_episode: [item?.episode, null],
      invalid_explicit_value: [item?.isExplicit ?? null, null],
      missing_lang: [feed.language, null],
      new_feed_url: [feed.newFeedUrl, "http://www.example.com/"],
      unsupported_format: [item?.enclosure.type, "video/x-ms-wmv"],
      valid_category_with_ampersand: [feed.categories, ["Kids & Family"]],
      valid_subcategory: [feed.categories, ["Technology", "Gadgets"]],
    };
    const [got, expected] = readings[name] ?? [];
    const isTitled = { field: "has a title", got: feed.title !== "Untitled podcast", expected: true };
    return [isTitled, { field: "reading", got, expected }].filter(isStated);
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

describe.skipIf(!hasSharedData)(`the suites of other readers`, () => {
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
    const feed = await parseFeed(bytes, { url: `https://tests/data/${file}`, contentType });
    // gPodder's suite reads its files from file://tests/data/; here they come from the web.
    const readExpected = () =>
      JSON.parse(`${readShared("feeds", folder, `${name}.json`)}`.replaceAll("file://tests/", "https://tests/"));
    return checksOf(feed, { name, source, readExpected }).map((check) => ({ suite: folder, file, ...check }));
  });
  return (await Promise.all(checks)).flat();
}
