import { childrenOf, type XmlFields, type XmlNode } from "./xml-node";

/** The files that Media RSS lists, in groups or not. */
export function mediaContents(fields: XmlFields<"media:content" | "media:group">): XmlNode[] {
  const inGroups = (fields["media:group"] ?? []).flatMap((group) => childrenOf(group, "media:content"));
  return [...(fields["media:content"] ?? []), ...inGroups];
}
