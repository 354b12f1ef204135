import { tokenizeXml, type XmlAttributes } from "./parsing/tokenize-xml";
import { webUrl } from "./web-url";

const feedType = /^application\/(?:rss|atom)\+xml\b/i;

/** The feeds that a web page announces by `<link rel="alternate">` or `rel="feed"`, as absolute URLs, in order and each once. */
export function findAlternateFeeds({ html, pageUrl }: { html: string; pageUrl: string }): string[] {
  let base = pageUrl;
  const feeds = new Set<string>();
  for (const token of tokenizeXml(html)) {
    if (token.kind !== "open") continue;
    const href = token.attributes.get("href");
    if (token.name === "base") base = webUrl(href, pageUrl) ?? base;
    const url = token.name === "link" && isFeedLink(token.attributes) ? webUrl(href, base) : null;
    if (url) feeds.add(url);
  }
  return [...feeds];
}

function isFeedLink(attributes: XmlAttributes): boolean {
  const rels = (attributes.get("rel") ?? "").toLowerCase().split(/\s+/);
  if (rels.includes("feed")) return true;
  return (
    rels.includes("alternate") && !rels.includes("stylesheet") && feedType.test(attributes.get("type")?.trim() ?? "")
  );
}
