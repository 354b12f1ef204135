import { webUrl } from "../web-url";
import { mediaContents } from "./media-contents";
import { plainText } from "./plain-text";
import { attributeOf, childrenOf, firstText, textOf, type XmlFields, type XmlNode } from "./xml-node";

type AuthorFields = XmlFields<"itunes:author" | "googleplay:author" | "atom:author" | "rss:author" | "dc:creator">;

/** Who made it, by name: what a channel and an item have in common. */
export function readAuthor(fields: AuthorFields): string | null {
  const ofAtom = fields["atom:author"]?.flatMap((author) => childrenOf(author, "atom:name")).map(textOf);
  const written =
    firstText(fields, "itunes:author", "googleplay:author") ??
    ofAtom?.find(Boolean) ??
    firstText(fields, "dc:creator", "rss:author");
  return written ? nameIn(plainText(written)) : null;
}

/** RSS writes an author as `someone@example.com (Some One)`. */
export function nameIn(author: string): string | null {
  const bracketed = /^[^\s@]+@[^\s@]+ \((.+)\)$/.exec(author)?.[1];
  return (bracketed ?? author) || null;
}

/** The page about it. */
export function readLink(fields: XmlFields<"rss:link" | "atom:link">, base: string): string | null {
  const plain = (fields["rss:link"] ?? []).map((node) => textOf(node) || attributeOf(node, "href"));
  const alternates = (fields["atom:link"] ?? []).filter(
    (node) => (attributeOf(node, "rel") ?? "alternate") === "alternate",
  );
  const isPage = (node: XmlNode) => /html/i.test(attributeOf(node, "type") ?? "html");
  const links = [...alternates.filter(isPage), ...alternates].map((node) => attributeOf(node, "href"));
  return firstUrl([...plain, ...links], base);
}

type ImageFields = XmlFields<
  "itunes:image" | "googleplay:image" | "rss:image" | "media:thumbnail" | "media:group" | "media:content"
>;

/** The artwork. `itunes:image` is square and large; the others stand in for it. */
export function readImage(fields: ImageFields, base: string): string | null {
  const named = [...(fields["itunes:image"] ?? []), ...(fields["googleplay:image"] ?? [])];
  const media = [...(fields["media:group"] ?? []), ...mediaContents(fields)];
  const inMedia = media.flatMap((node) => childrenOf(node, "media:thumbnail"));
  const pictures = mediaContents(fields).filter((node) => attributeOf(node, "medium") === "image");
  const thumbnails = [...(fields["media:thumbnail"] ?? []), ...inMedia, ...pictures].map((node) =>
    attributeOf(node, "url"),
  );
  const ofRss = (fields["rss:image"] ?? []).flatMap((node) => [
    ...childrenOf(node, "rss:url").map(textOf),
    attributeOf(node, "href"),
  ]);
  const ofItunes = named.flatMap((node) => [
    attributeOf(node, "href"),
    attributeOf(node, "url"),
    plainText(textOf(node)),
  ]);
  return firstUrl([...ofItunes, ...ofRss, ...thumbnails], base);
}

export function firstUrl(written: readonly (string | null)[], base: string): string | null {
  for (const reference of written) {
    const url = webUrl(reference, base);
    if (url) return url;
  }
  return null;
}
