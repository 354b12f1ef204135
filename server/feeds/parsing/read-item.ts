import { parseNormalPlayTime, tidyChapters } from "@/server/episodes/chapters";
import type { Chapter, Person, TranscriptTag } from "@/server/episodes/episodes.schema";
import { languageTag } from "@/server/platform/language-tag";
import { webUrl } from "../web-url";
import type { ItemField } from "./feed-fields";
import { mediaContents } from "./media-contents";
import { mediaKindOf } from "./media-kind";
import { parseDate } from "./parse-date";
import { parseDuration } from "./parse-duration";
import type { EpisodeType, ParsedItem, SkippedItems } from "./parsed-feed";
import { pickEnclosure } from "./pick-enclosure";
import { plainText } from "./plain-text";
import { readAuthor, readImage, readLink } from "./read-common";
import { attributeOf, childrenOf, firstText, textOf, type XmlFields } from "./xml-node";

type Fields = XmlFields<ItemField>;

export type ReadItem =
  | { kind: "episode"; episode: Omit<ParsedItem, "identity"> }
  | { kind: "skipped"; because: keyof SkippedItems };

/** Reads one item of a feed. An item without audio or video is no episode. */
export function readItem(fields: Fields, base: string): ReadItem {
  const choice = pickEnclosure(fields, base);
  if (choice.kind === "none") return { kind: "skipped", because: choice.because };

  const guid = firstText(fields, "rss:guid", "atom:id");
  const episode = {
    guid,
    title:
      plainText(firstText(fields, "rss:title", "atom:title", "itunes:title", "dc:title") ?? "") || "Untitled episode",
    description: readDescription(fields),
    link: readLink(fields, base) ?? permalinkOf(fields, base),
    author: readAuthor(fields),
    publishedAt: readDate(fields),
    durationSeconds: parseDuration(firstText(fields, "itunes:duration") ?? "") ?? mediaDuration(fields),
    enclosure: choice.enclosure,
    season: wholeNumber(firstText(fields, "podcast:season", "itunes:season")),
    episode: wholeNumber(firstText(fields, "podcast:episode", "itunes:episode")),
    episodeType: readEpisodeType(firstText(fields, "itunes:episodetype")),
    isExplicit: readClaim(firstText(fields, "itunes:explicit", "googleplay:explicit")),
    imageUrl: readImage(fields, base),
    transcriptTags: readTranscripts(fields, base),
    chaptersUrl: webUrl(fields["podcast:chapters"]?.map((node) => attributeOf(node, "url")).find(Boolean), base),
    chapters: readChapters(fields, base),
    persons: readPersons(fields, base),
  };
  return { kind: "episode", episode };
}

const descriptionFields = [
  "rss:encoded",
  "rss:description",
  "itunes:summary",
  "atom:content",
  "atom:summary",
  "googleplay:description",
  "dc:description",
  "itunes:subtitle",
] as const;

/** The richest of the texts that describe it: HTML before plain text, then the longest. */
function readDescription(fields: Fields): string | null {
  const texts = descriptionFields.map((name) => firstText(fields, name)).filter((text) => text !== null);
  const inHtml = texts.filter((text) => /<(?:p|br|a|ul|ol|li|div|h[1-6]|b|strong|em|i|span)\b/i.test(text));
  const candidates = inHtml.length > 0 ? inHtml : texts;
  return candidates.reduce<string | null>((best, text) => (text.length > (best?.length ?? 0) ? text : best), null);
}

const dateFields = [
  "rss:pubdate",
  "atom:published",
  "dc:date",
  "atom:issued",
  "atom:created",
  "atom:updated",
  "atom:modified",
] as const;

function readDate(fields: Fields): Date | null {
  for (const name of dateFields) {
    const date = parseDate(firstText(fields, name) ?? "");
    if (date) return date;
  }
  return null;
}

/** RSS: a guid is the address of the item's page unless it says otherwise. Many say nothing, and some name the file. */
function permalinkOf(fields: Fields, base: string): string | null {
  const guid = fields["rss:guid"]?.[0] ?? "";
  const href = textOf(guid);
  const claim = attributeOf(guid, "ispermalink")?.toLowerCase();
  const isAddress = claim === "true" || (claim !== "false" && /^https?:\/\//i.test(href));
  const kind = mediaKindOf({ type: null, medium: null, href });
  const isFile = kind === "audio" || kind === "video";
  return isAddress && !isFile ? webUrl(href, base) : null;
}

function mediaDuration(fields: Fields): number | null {
  return (
    mediaContents(fields)
      .map((node) => parseDuration(attributeOf(node, "duration") ?? ""))
      .find((found) => found !== null) ?? null
  );
}

function wholeNumber(text: string | null): number | null {
  return text && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function readEpisodeType(text: string | null): EpisodeType | null {
  const type = text?.toLowerCase();
  return type === "full" || type === "trailer" || type === "bonus" ? type : null;
}

function readClaim(text: string | null): boolean | null {
  if (/^(?:yes|true|explicit|1)$/i.test(text ?? "")) return true;
  return /^(?:no|false|clean|0)$/i.test(text ?? "") ? false : null;
}

function readTranscripts(fields: Fields, base: string): TranscriptTag[] {
  return (fields["podcast:transcript"] ?? []).flatMap((node) => {
    const url = webUrl(attributeOf(node, "url"), base);
    if (!url) return [];
    const language = languageTag(attributeOf(node, "language") ?? "");
    return { url, type: attributeOf(node, "type")?.toLowerCase() ?? null, language, rel: attributeOf(node, "rel") };
  });
}

/** Podlove Simple Chapters 1.2 (podlove.org/simple-chapters). */
function readChapters(fields: Fields, base: string): Chapter[] {
  const nodes = (fields["psc:chapters"] ?? []).flatMap((node) => childrenOf(node, "psc:chapter"));
  return tidyChapters(
    nodes.map((node) => ({
      startMs: parseNormalPlayTime(attributeOf(node, "start") ?? ""),
      title: plainText(attributeOf(node, "title") ?? ""),
      url: webUrl(attributeOf(node, "href"), base),
      imageUrl: webUrl(attributeOf(node, "image"), base),
    })),
  );
}

/** Podcasting 2.0: who has no role is the host. */
function readPersons(fields: Fields, base: string): Person[] {
  return (fields["podcast:person"] ?? []).flatMap((node) => {
    const name = plainText(textOf(node));
    if (!name) return [];
    const role = attributeOf(node, "role")?.toLowerCase() ?? "host";
    return { name, role, href: webUrl(attributeOf(node, "href"), base), img: webUrl(attributeOf(node, "img"), base) };
  });
}
