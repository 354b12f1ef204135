import { feedUrlOf } from "../canonical-url";
import { splitAccess } from "../feed-access";
import { appleIdOf } from "../itunes/apple-url";
import type { PreviewStatus } from "./opml.schema";
import type { OpmlLine } from "./read-opml";

/** A line and what an import could do with it. */
export type JudgedLine = {
  title: string;
  /** To show: never with a password or token. */
  url: string;
  folder: string | null;
  status: PreviewStatus;
  feedId: number | null;
  message: string | null;
  /** To add the feed by; null where the line has no address. */
  address: string | null;
  /** Lines with the same key mean the same podcast. */
  key: LineKey | null;
};

export type LineKey = { urlKey: string } | { itunesId: string };

/** By what the feed of an address is known. */
type UrlKeyOf = (address: string) => string;

type Known = { id: number; title: string; urlKeys: readonly string[]; itunesId: string | null };

/** What each line means: its address, if it is one, and what it is known by. */
export function keyOfLine(line: OpmlLine, urlKeyOf: UrlKeyOf): { address: string; key: LineKey } | null {
  const address = feedUrlOf(line.address);
  if (address === null || address.length > 2000) return null;
  const itunesId = appleIdOf(address);
  if (itunesId) return { address, key: { itunesId } };
  return { address, key: { urlKey: urlKeyOf(address) } };
}

/** Says of each line whether it is new. Pure: the same lines and the same library give the same answer. */
export function judgeLines(lines: readonly OpmlLine[], known: readonly Known[], urlKeyOf: UrlKeyOf): JudgedLine[] {
  const byKey = new Map<string, Known>();
  for (const feed of known) {
    for (const urlKey of feed.urlKeys) byKey.set(nameOf({ urlKey }), feed);
    if (feed.itunesId) byKey.set(nameOf({ itunesId: feed.itunesId }), feed);
  }
  const seen = new Set<string>();
  return lines.map((line) => {
    const found = keyOfLine(line, urlKeyOf);
    const shown = found ? splitAccess(found.address).url : shownAddress(line.address);
    const common = {
      title: line.title ?? (found ? new URL(found.address).host : line.address || "Untitled"),
      url: shown,
      folder: line.folder,
      address: found?.address ?? null,
      key: found?.key ?? null,
    };
    if (!found) {
      const message = line.address === "" ? "The line names no feed" : "Not a web address";
      return { ...common, status: "invalid" as const, feedId: null, message };
    }
    const name = nameOf(found.key);
    const feed = byKey.get(name);
    if (seen.has(name))
      return { ...common, status: "duplicate" as const, feedId: feed?.id ?? null, message: "Stands in the file twice" };
    seen.add(name);
    return feed
      ? { ...common, status: "subscribed" as const, feedId: feed.id, message: subscribedAs(feed.title) }
      : { ...common, status: "new" as const, feedId: null, message: null };
  });
}

export const subscribedAs = (title: string) => `In the library as «${title}»`;

/** What is no address may hold a password all the same. */
const shownAddress = (text: string) => text.replace(/\/\/[^/?#]*@/, "//").slice(0, 300);

const nameOf = (key: LineKey) => ("urlKey" in key ? key.urlKey : `itunes ${key.itunesId}`);
