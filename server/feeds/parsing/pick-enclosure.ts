import { webUrl } from "../web-url";
import type { ItemField } from "./feed-fields";
import { mediaContents } from "./media-contents";
import { type MediaKind, mediaKindOf } from "./media-kind";
import type { Enclosure } from "./parsed-feed";
import { attributeOf, type XmlFields, type XmlNode } from "./xml-node";

export type EnclosureChoice =
  | { kind: "found"; enclosure: Enclosure }
  | { kind: "none"; because: "withoutMedia" | "unsupportedScheme" };

/**
 * Picks the file of an episode: the first that is audio, else the first video, else the first of unknown kind.
 * Looks at enclosures, Atom links and Media RSS.
 */
export function pickEnclosure(fields: XmlFields<ItemField>, base: string): EnclosureChoice {
  const media = candidatesOf(fields).filter(({ kind }) => kind !== null);
  for (const wanted of ["audio", "video", "unknown"]) {
    for (const { node, kind, href } of media) {
      const url = kind === wanted ? webUrl(href, base) : null;
      if (url) return { kind: "found", enclosure: { url, type: typeOf(node), sizeBytes: sizeOf(node) } };
    }
  }
  return { kind: "none", because: media.length > 0 ? "unsupportedScheme" : "withoutMedia" };
}

type Candidate = { node: XmlNode; href: string; kind: MediaKind | null };

function candidatesOf(fields: XmlFields<ItemField>): Candidate[] {
  const links = (fields["atom:link"] ?? []).filter((link) => attributeOf(link, "rel") === "enclosure");
  const enclosures = [...(fields["rss:enclosure"] ?? []), ...links];
  return [
    ...enclosures.map((node) => candidate(node, { mayBeUnknown: true })),
    ...mediaContents(fields).map((node) => candidate(node, { mayBeUnknown: false })),
  ].filter(({ href }) => href !== "");
}

/** An enclosure of unknown kind is most likely media; other things are media only if they say so. */
function candidate(node: XmlNode, { mayBeUnknown }: { mayBeUnknown: boolean }): Candidate {
  const href = attributeOf(node, "url") ?? attributeOf(node, "href") ?? "";
  const kind = mediaKindOf({ type: typeOf(node), medium: attributeOf(node, "medium"), href });
  return { node, href, kind: kind === "unknown" && !mayBeUnknown ? null : kind };
}

function typeOf(node: XmlNode): string | null {
  return attributeOf(node, "type")?.toLowerCase() ?? null;
}

function sizeOf(node: XmlNode): number | null {
  const written = attributeOf(node, "length") ?? attributeOf(node, "filesize") ?? "";
  const sizeBytes = /^\d{1,15}$/.test(written) ? Number(written) : 0;
  return sizeBytes > 0 ? sizeBytes : null;
}
