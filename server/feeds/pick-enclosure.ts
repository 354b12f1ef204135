import type { ItemField } from "./feed-fields";
import { mediaContents } from "./media-contents";
import type { Enclosure } from "./parsed-feed";
import { webUrl } from "./web-url";
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

type MediaKind = "audio" | "video" | "unknown";
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
  const kind = kindOf({ type: typeOf(node), medium: attributeOf(node, "medium"), href });
  return { node, href, kind: kind === "unknown" && !mayBeUnknown ? null : kind };
}

const audioExtensions = /^(?:mp3|m4a|m4b|aac|ogg|oga|opus|wav|flac|aif|aiff|wma|mka|weba|amr)$/;
const videoExtensions = /^(?:mp4|m4v|mov|webm|mkv|avi|ogv|mpg|mpeg|wmv|3gp|flv|m3u8)$/;

/** The type is believed when it speaks of media; else the name of the file decides. Null is surely no media. */
function kindOf({
  type,
  medium,
  href,
}: {
  type: string | null;
  medium: string | null;
  href: string;
}): MediaKind | null {
  const claim = `${type ?? ""} ${medium ?? ""}`;
  if (/\baudio\b|application\/ogg/.test(claim)) return "audio";
  if (/\bvideo\b|mpegurl/.test(claim)) return "video";

  const extension = /\.([a-z0-9]{2,5})$/i.exec(href.replace(/[?#].*$/s, ""))?.[1]?.toLowerCase() ?? "";
  if (audioExtensions.test(extension)) return "audio";
  if (videoExtensions.test(extension)) return "video";
  const isSilent = type === null || type === "application/octet-stream" || !type.includes("/");
  return isSilent && medium === null && !isOtherFile(extension) ? "unknown" : null;
}

function isOtherFile(extension: string): boolean {
  return /^(?:jpe?g|png|gif|webp|svg|pdf|epub|zip|torrent|html?|txt|docx?|xml|vtt|srt)$/.test(extension);
}

function typeOf(node: XmlNode): string | null {
  return attributeOf(node, "type")?.toLowerCase() ?? null;
}

function sizeOf(node: XmlNode): number | null {
  const written = attributeOf(node, "length") ?? attributeOf(node, "filesize") ?? "";
  const sizeBytes = /^\d{1,15}$/.test(written) ? Number(written) : 0;
  return sizeBytes > 0 ? sizeBytes : null;
}
