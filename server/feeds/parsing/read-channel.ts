import { languageTag } from "@/server/platform/language-tag";
import { webUrl } from "../web-url";
import type { ChannelField } from "./feed-fields";
import type { ParsedFeed } from "./parsed-feed";
import { plainText } from "./plain-text";
import { firstUrl, nameIn, readAuthor, readImage, readLink } from "./read-common";
import { attributeOf, childrenOf, firstText, textOf, type XmlFields, type XmlNode } from "./xml-node";

type Fields = XmlFields<ChannelField>;

/** A podcast:guid is a UUID of 36 characters. What is much longer is none, and could not be stored. */
const MOST_GUID_BYTES = 500;

/** Reads what a feed says about the podcast itself. */
export function readChannel(
  fields: Fields,
  base: string,
): Omit<ParsedFeed, "items" | "itemCount" | "skippedItems" | "isCutOff"> {
  return {
    title: plainText(firstText(fields, "rss:title", "atom:title", "dc:title") ?? "") || "Untitled podcast",
    description: firstText(fields, ...descriptionFields),
    link: readLink(fields, base),
    author: readAuthor(fields) ?? ownerOf(fields),
    imageUrl:
      readImage(fields, base) ?? firstUrl([firstText(fields, "atom:logo"), firstText(fields, "atom:icon")], base),
    language: languageTag(firstText(fields, "rss:language", "dc:language", "xml:lang") ?? ""),
    categories: readCategories(fields),
    podcastGuid: readGuid(fields),
    isLocked: isYes(firstText(fields, "podcast:locked")),
    isComplete: isYes(firstText(fields, "itunes:complete")),
    newFeedUrl: webUrl(firstText(fields, "itunes:new-feed-url"), base),
    nextPageUrl: linkTo(fields, { rel: "next", base }),
    selfUrl: linkTo(fields, { rel: "self", base }),
    hubUrl: linkTo(fields, { rel: "hub", base }),
  };
}

const descriptionFields = [
  "rss:description",
  "itunes:summary",
  "atom:subtitle",
  "atom:tagline",
  "googleplay:description",
  "dc:description",
  "itunes:subtitle",
] as const;

function readGuid(fields: Fields): string | null {
  const guid = firstText(fields, "podcast:guid")?.toLowerCase() ?? null;
  return guid !== null && Buffer.byteLength(guid) <= MOST_GUID_BYTES ? guid : null;
}

function ownerOf(fields: Fields): string | null {
  const owner = fields["itunes:owner"]?.flatMap((node) => childrenOf(node, "itunes:name")).map(textOf)[0];
  return owner || nameIn(plainText(firstText(fields, "rss:managingeditor") ?? ""));
}

function isYes(text: string | null): boolean {
  return /^(?:yes|true)$/i.test(text ?? "");
}

function linkTo(fields: Fields, { rel, base }: { rel: string; base: string }): string | null {
  const link = fields["atom:link"]?.find((node) => attributeOf(node, "rel")?.toLowerCase() === rel);
  return link === undefined ? null : webUrl(attributeOf(link, "href"), base);
}

/** All categories and subcategories, each once, whatever its case. */
function readCategories(fields: Fields): string[] {
  const nested = [
    ...(fields["itunes:category"] ?? []).flatMap((node) => withNested(node, "itunes:category")),
    ...(fields["googleplay:category"] ?? []).flatMap((node) => withNested(node, "googleplay:category")),
  ];
  const flat = [fields["rss:category"], fields["atom:category"], fields["dc:subject"]].flatMap((nodes) => nodes ?? []);
  const names = [...nested, ...flat].map(categoryName).filter((name) => name !== "");
  return [...new Map(names.toReversed().map((name) => [name.toLowerCase(), name])).values()].toReversed();
}

function withNested(node: XmlNode, name: "itunes:category" | "googleplay:category"): XmlNode[] {
  return [node, ...childrenOf(node, name).flatMap((child) => withNested(child, name))];
}

function categoryName(node: XmlNode): string {
  const written = attributeOf(node, "text") ?? attributeOf(node, "label") ?? attributeOf(node, "term") ?? textOf(node);
  return plainText(written);
}
