import { type AppError, invalid } from "@/server/platform/errors";
import { tokenizeXml, type XmlAttributes } from "../parsing/tokenize-xml";

/** An outline that means a feed. `address` is as the file has it; it may be no address at all. */
export type OpmlLine = { title: string | null; address: string; folder: string | null };

export type OpmlDocument = { title: string | null; lines: OpmlLine[] };

/** More than anybody follows; it keeps an answer within reason. */
const MAX_LINES = 10_000;
const MAX_TEXT = 300;
/** Where folders are never closed, each would lie in all before it. */
const DEEPEST = 20;

/**
 * Reads a subscription list: OPML 1 or 2, or what was meant to be OPML. Outlines without a feed are folders or left out;
 * whether an address can be used is not asked here.
 * @throws `invalid` when it is no OPML at all, empty, or has more than 10,000 feeds
 */
export function readOpml(source: string): OpmlDocument {
  if (source.trim() === "") throw invalid("The file is empty");
  const lines: OpmlLine[] = [];
  const folders: (string | null)[] = [];
  let title = "";
  let place: "elsewhere" | "title" = "elsewhere";
  let isOpml = false;

  for (const token of tokenizeXml(withBareAnglesEscaped(source))) {
    if (token.kind === "text") {
      if (place === "title") title += token.text;
    } else if (token.kind === "close") {
      if (token.name === "outline") folders.pop();
      place = "elsewhere";
    } else if (token.name === "title") {
      place = title === "" && lines.length === 0 && !token.isEmpty ? "title" : "elsewhere";
    } else if (token.name === "opml" || token.name === "outline") {
      isOpml = true;
      if (token.name === "opml") continue;
      const address = addressOf(token.attributes);
      const name = oneLine(token.attributes.get("title")) ?? oneLine(token.attributes.get("text"));
      if (address !== null) lines.push({ title: name, address, folder: pathOf(folders) });
      if (!token.isEmpty) folders.push(address === null ? name : null);
      if (lines.length > MAX_LINES) throw invalid("The file lists more than 10,000 podcasts");
    }
  }
  if (!isOpml) throw notOpml(source);
  return { title: oneLine(title), lines };
}

/** The address of the feed that an outline stands for; empty if it should have one and has none; null for a folder or a note. */
function addressOf(attributes: XmlAttributes): string | null {
  const type = attributes.get("type")?.trim().toLowerCase() ?? "";
  const xmlUrl = attributes.get("xmlurl")?.trim();
  if (xmlUrl) return xmlUrl;
  const url = attributes.get("url")?.trim();
  if (feedTypes.has(type)) return url ?? "";
  // A link may lead anywhere, to other outlines too.
  if (url && type === "link" && looksLikeFeed.test(url)) return url;
  return xmlUrl === undefined ? null : "";
}

const feedTypes = new Set(["rss", "atom", "rdf", "podcast", "feed"]);
const looksLikeFeed =
  /^(?:feed|itpc|pcast|podcast):|[/._-](?:feeds?|rss|atom|rdf|podcast)(?:[/.?#_-]|$)|\.xml(?:[?#]|$)/i;

function pathOf(folders: readonly (string | null)[]): string | null {
  return oneLine(
    folders
      .slice(0, DEEPEST)
      .filter((name) => name !== null)
      .join(" / "),
  );
}

function oneLine(text: string | undefined): string | null {
  const line = text?.replace(/\s+/g, " ").trim().slice(0, MAX_TEXT).toWellFormed();
  return line || null;
}

/** A `<` before anything that is no name, as in `text="I <3 radio"`, would end the tag around it. */
function withBareAnglesEscaped(source: string): string {
  return source.replace(/<(?![A-Za-z_:/!?\u0080-\uffff])/g, "&lt;");
}

function notOpml(source: string): AppError {
  const head = source.slice(0, 4096);
  if (/<(?:rss|feed|rdf:rdf)\b/i.test(head))
    return invalid("This is a feed and no OPML file: add it by its address instead");
  if (/<(?:!doctype html|html)\b/i.test(head)) return invalid("This is a web page and no OPML file");
  return invalid("This is no OPML file");
}
