import { decodeHTML } from "entities";

export type HtmlToken = { kind: "open" | "close"; name: string } | { kind: "text"; text: string };

const TAG_START = /<(\/?)([a-z][a-z0-9:-]*)/iy;
// Their content is not markup: it ends only at their own closing tag.
const RAW_ELEMENTS = new Set(["script", "style", "textarea", "title", "noscript", "template", "xmp"]);

/**
 * Cuts HTML into tags and text in one pass; comments, doctypes and processing instructions are left out. It never fails:
 * what is no tag is text. This is no HTML parser, it only knows where tags begin and end.
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  const closers = new Map<string, number>();
  let textStart = 0;
  let index = html.indexOf("<");

  while (index !== -1) {
    const tag = readTag(html, index);
    const end = tag?.end ?? endOfDeclaration(html, index);
    if (end === null) {
      index = html.indexOf("<", index + 1);
      continue;
    }
    if (index > textStart) yield { kind: "text", text: decodeHTML(html.slice(textStart, index)) };
    textStart = end;
    if (tag) yield { kind: tag.kind, name: tag.name };

    if (tag?.kind === "open" && RAW_ELEMENTS.has(tag.name)) {
      const close = nextClose(html, { name: tag.name, from: end, known: closers });
      if (close !== -1) {
        if (close > end) yield { kind: "text", text: decodeHTML(html.slice(end, close)) };
        textStart = close;
      }
    }
    index = html.indexOf("<", textStart);
  }
  if (textStart < html.length) yield { kind: "text", text: decodeHTML(html.slice(textStart)) };
}

function readTag(html: string, index: number) {
  TAG_START.lastIndex = index;
  const match = TAG_START.exec(html);
  if (!match) return null;

  const close = endOfTag(html, TAG_START.lastIndex);
  if (close === null) return null;
  const kind = match[1] ? ("close" as const) : ("open" as const);
  return { kind, name: (match[2] ?? "").toLowerCase(), end: close + 1 };
}

// Longer tags exist only as broken ones; looking further would make a page of lone `<` quadratic.
const LONGEST_TAG = 4000;

/** The index of the `>` that ends the tag, past quoted attribute values. */
function endOfTag(html: string, from: number): number | null {
  let quote = "";
  const limit = Math.min(html.length, from + LONGEST_TAG);
  for (let index = from; index < limit; index++) {
    const character = html[index] ?? "";
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === ">") return index;
    else if (character === "<") return null;
    else if ((character === '"' || character === "'") && html[index - 1] === "=") quote = character;
  }
  return null;
}

/** The end of a comment, doctype, CDATA mark or processing instruction that begins here. */
function endOfDeclaration(html: string, index: number): number | null {
  if (html.startsWith("<!--", index)) {
    const end = html.indexOf("-->", index + 4);
    return end === -1 ? html.length : end + 3;
  }
  if (!/[!?]/.test(html[index + 1] ?? "")) return null;
  const end = endOfTag(html, index + 2);
  return end === null ? null : end + 1;
}

type Search = { name: string; from: number; known: Map<string, number> };

/** Where `</name` stands next; remembers the answer "nowhere", which would otherwise cost a search for every tag. */
function nextClose(html: string, { name, from, known }: Search): number {
  if (known.get(name) === -1) return -1;
  const pattern = new RegExp(`</${name}(?=[\\s>/])`, "gi");
  pattern.lastIndex = from;
  const index = pattern.exec(html)?.index ?? -1;
  known.set(name, index);
  return index;
}
