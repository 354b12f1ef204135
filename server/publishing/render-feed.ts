import { xmlCdata, xmlText } from "@/server/platform/xml-text";

export type PublishedItem = {
  guid: string;
  title: string;
  /** HTML that is safe to show. */
  description: string | null;
  link: string | null;
  author: string | null;
  imageUrl: string | null;
  publishedAt: Date | null;
  durationSeconds: number | null;
  season: number | null;
  number: number | null;
  episodeType: string | null;
  enclosure: { url: string; type: string; bytes: number };
  transcripts: readonly { url: string; type: string; language: string | null; rel?: string }[];
  chaptersUrl: string | null;
};

export type PublishedFeed = {
  title: string;
  description: string | null;
  link: string | null;
  author: string | null;
  imageUrl: string | null;
  language: string | null;
  categories: readonly string[];
  podcastGuid: string | null;
  selfUrl: string;
  nextUrl: string | null;
  items: readonly PublishedItem[];
};

/**
 * A podcast as RSS 2.0 with the namespaces that podcast apps read. It is for the reader's own apps and not for directories:
 * `itunes:block` keeps it out of them, `podcast:locked` out of other hosts.
 */
export function renderFeed(feed: PublishedFeed): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0">`,
    "<channel>",
    element("title", feed.title),
    element("link", feed.link ?? feed.selfUrl),
    element("description", feed.description ?? feed.title),
    element("language", feed.language),
    element("generator", "cast2md"),
    `<atom:link rel="self" type="application/rss+xml" href="${xmlText(feed.selfUrl)}"/>`,
    ...(feed.nextUrl ? [`<atom:link rel="next" type="application/rss+xml" href="${xmlText(feed.nextUrl)}"/>`] : []),
    element("itunes:author", feed.author),
    ...(feed.imageUrl ? [`<itunes:image href="${xmlText(feed.imageUrl)}"/>`] : []),
    ...feed.categories.map((category) => element("category", category)),
    element("podcast:guid", feed.podcastGuid),
    "<podcast:locked>yes</podcast:locked>",
    "<itunes:block>Yes</itunes:block>",
    ...feed.items.map(renderItem),
    "</channel>",
    "</rss>",
  ]
    .filter(Boolean)
    .join("\n")
    .concat("\n");
}

function renderItem(item: PublishedItem): string {
  const { enclosure } = item;
  return [
    "<item>",
    `<guid isPermaLink="false">${xmlText(item.guid)}</guid>`,
    element("title", item.title),
    element("link", item.link),
    element("pubDate", item.publishedAt?.toUTCString() ?? null),
    `<enclosure url="${xmlText(enclosure.url)}" type="${xmlText(enclosure.type)}" length="${enclosure.bytes}"/>`,
    ...(item.description ? [`<description>${xmlCdata(item.description)}</description>`] : []),
    element("itunes:author", item.author),
    element("itunes:duration", item.durationSeconds),
    element("itunes:season", item.season),
    element("itunes:episode", item.number),
    element("itunes:episodeType", item.episodeType),
    ...(item.imageUrl ? [`<itunes:image href="${xmlText(item.imageUrl)}"/>`] : []),
    ...item.transcripts.map(renderTranscript),
    ...(item.chaptersUrl
      ? [`<podcast:chapters url="${xmlText(item.chaptersUrl)}" type="application/json+chapters"/>`]
      : []),
    "</item>",
  ]
    .filter(Boolean)
    .join("\n");
}

function renderTranscript({ url, type, language, rel }: PublishedItem["transcripts"][number]): string {
  const attributes = Object.entries({ url, type, language, rel }).filter(([, value]) => value);
  return `<podcast:transcript ${attributes.map(([name, value]) => `${name}="${xmlText(value ?? "")}"`).join(" ")}/>`;
}

const element = (name: string, value: string | number | null) =>
  value === null || value === "" ? "" : `<${name}>${xmlText(String(value))}</${name}>`;
