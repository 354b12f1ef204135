import Parser from "rss-parser";
import { type AppError, invalid } from "../../platform/errors";
import { identifyEpisodes } from "../episode-identity";
import { findAlternateFeeds } from "../find-alternate-feeds";
import { webUrl } from "../web-url";
import { toCanonicalRss } from "./canonical-rss";
import { decodeFeed } from "./decode-feed";
import { type ChannelField, channelFields, type ItemField, itemFields } from "./feed-fields";
import type { ParsedFeed, ParsedItem, SkippedItems } from "./parsed-feed";
import { readChannel } from "./read-channel";
import { readItem } from "./read-item";
import { firstText, type XmlFields } from "./xml-node";

/** Where the bytes came from: `url` is what relative URLs in the feed refer to. */
export type FeedHint = { contentType?: string | null; url: string };

/**
 * Reads a podcast feed: RSS 0.9x, 1.0 or 2.0, or Atom, in any encoding, well-formed or not. Throws `invalid` if it is
 * no feed; `details.alternates` then lists the feeds that the document, being a web page, refers to.
 */
export async function parseFeed(bytes: Uint8Array, hint: FeedHint): Promise<ParsedFeed> {
  const text = decodeFeed(bytes, hint.contentType);
  const canonical = toCanonicalRss(text);
  if (canonical === null) throw notAFeed({ text, url: hint.url });

  const { isCutOff, rss } = canonical;
  const { channel, rawItems } = await readXml(rss);
  const base = webUrl(firstText(channel, "xml:base"), hint.url) ?? hint.url;
  const skippedItems: SkippedItems = { withoutMedia: 0, unsupportedScheme: 0, duplicate: 0 };
  const episodes = rawItems.flatMap((fields) => {
    const read = readItem(fields, base);
    if (read.kind === "episode") return read.episode;
    skippedItems[read.because]++;
    return [];
  });
  const items = withIdentities(episodes);
  skippedItems.duplicate = episodes.length - items.length;
  return { ...readChannel(channel, base), items, itemCount: rawItems.length, skippedItems, isCutOff };
}

/** Why a feed cannot be subscribed to, as a sentence; null if it can. A feed that is known may still be refreshed. */
export function refusalOf({ title, items, itemCount, skippedItems }: ParsedFeed): string | null {
  if (items.length > 0) return null;
  if (itemCount === 0) return `The feed "${title}" has no episodes.`;
  return skippedItems.unsupportedScheme > 0
    ? `The feed "${title}" has no audio or video episodes that can be fetched over http or https.`
    : `The feed "${title}" has no audio or video episodes.`;
}

/** The elements as arrays, so that none is lost. A parser keeps state while it works: each document has its own. */
async function readXml(rss: string): Promise<{ channel: XmlFields<ChannelField>; rawItems: XmlFields<ItemField>[] }> {
  const customFields = { feed: asFeedFields(channelFields.map(asArray)), item: itemFields.map(asArray) };
  const parser = new Parser<XmlFields<ChannelField>, XmlFields<ItemField>>({ customFields });
  const document = await parser.parseString(rss);
  return { channel: document, rawItems: document.items };
}

function asArray(name: string): (string | { keepArray: boolean })[] {
  return [name, name, { keepArray: true }];
}

/** rss-parser takes the same options for fields of the channel as for those of items; its types have forgotten it. */
function asFeedFields(fields: ReturnType<typeof asArray>[]): ChannelField[] {
  return fields as unknown[] as ChannelField[];
}

function withIdentities(episodes: Omit<ParsedItem, "identity">[]): ParsedItem[] {
  const identities = identifyEpisodes(episodes.map((episode) => ({ ...episode, enclosureUrl: episode.enclosure.url })));
  return episodes.flatMap((episode, index) => {
    const identity = identities[index];
    return identity ? { identity, ...episode } : [];
  });
}

function notAFeed({ text, url }: { text: string; url: string }): AppError {
  const details = { alternates: findAlternateFeeds({ html: text, pageUrl: url }) };
  if (details.alternates.length > 0) return invalid("This is a web page; it refers to a feed of its own.", { details });
  if (text.trim() === "") return invalid("The answer was empty: there is no podcast feed here.", { details });
  const isPage = /<(?:!doctype html|html|head|body)\b/i.test(text.slice(0, 4096));
  const message = isPage ? "This is a web page, not a podcast feed." : "This is no podcast feed in RSS or Atom.";
  return invalid(message, { details });
}
