import { decodeHTMLStrict } from "entities";

export type XmlAttributes = ReadonlyMap<string, string>;

/** `raw` is the source, as markup. Names keep their prefix and are in lower case. */
export type XmlToken =
  | { kind: "open"; name: string; attributes: XmlAttributes; isEmpty: boolean; raw: string }
  | { kind: "close"; name: string; raw: string }
  | { kind: "text"; text: string; raw: string };

/** Where markup may begin: any other `<` is text. */
const markupStart = /<(?=[A-Za-z_:/!?\u0080-\uffff])/g;
const nameAt = /[A-Za-z_:\u0080-\uffff][\w.:\u0080-\uffff-]*/y;
const attribute = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|["']?([^\s"'<>]*)))?/g;

/**
 * Reads XML, or what was meant to be XML, in one pass and in linear time. Never fails: a bare `&` or `<` is text,
 * an unknown entity stays as written, an open CDATA section ends with its element. Comments, processing instructions
 * and the DOCTYPE are left out, so no document can define entities.
 */
export function* tokenizeXml(source: string): Generator<XmlToken> {
  const text = withoutControls(source);
  const find = forwardFinder(text);
  let element = "";
  let hasDoctype = false;
  let at = 0;

  while (at < text.length) {
    markupStart.lastIndex = at;
    const end = markupStart.exec(text)?.index ?? text.length;
    if (end > at) {
      const raw = text.slice(at, end);
      yield { kind: "text", text: decoded(raw), raw: raw.replaceAll("<", "&lt;") };
      at = end;
    } else if (text.startsWith("<!--", at)) {
      const end = find("-->", at + 4);
      at = end < 0 ? at + 4 : end + 3;
    } else if (text.startsWith("<![CDATA[", at)) {
      const { end, next } = cdataEnd({ text, find, start: at + 9, element });
      const content = text.slice(at + 9, end);
      yield { kind: "text", text: content, raw: content };
      at = next;
    } else if (text.startsWith("<!", at) || text.startsWith("<?", at)) {
      const isFirstDoctype: boolean = !hasDoctype && /^<!doctype/i.test(text.slice(at, at + 9));
      hasDoctype ||= isFirstDoctype;
      const end = (isFirstDoctype ? doctypeEnd(text, at) : null) ?? find(">", at);
      at = end < 0 ? text.length : end + 1;
    } else {
      const limit = find("<", at + 1);
      const tag = readTag({ text, start: at, limit: limit < 0 ? text.length : limit });
      if (tag?.kind === "open") element = tag.name;
      yield tag ?? { kind: "text", text: "<", raw: "&lt;" };
      at += tag ? tag.raw.length : 1;
    }
  }
}

/** Characters that XML does not allow, and the C1 controls that only a wrong encoding brings in. */
function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]/gu, "");
}

function decoded(raw: string): string {
  return raw.includes("&") ? withoutControls(decodeHTMLStrict(raw)) : raw;
}

type Finder = (needle: string, from: number) => number;

/** `indexOf` for positions that only grow. It remembers its answers, so asking often for what is far away costs nothing. */
function forwardFinder(text: string): Finder {
  const answers = new Map<string, number>();
  return (needle, from) => {
    const known = answers.get(needle);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const found = text.indexOf(needle, from);
    answers.set(needle, found);
    return found;
  };
}

type Section = { text: string; find: Finder; start: number; element: string };

/** A section that runs across the end of its item, into another section, has lost its own end. */
function cdataEnd({ text, find, start, element }: Section): { end: number; next: number } {
  const end = find("]]>", start);
  const itemEnd = [find("</item>", start), find("</entry>", start)].filter((index) => index >= 0).sort(ascending)[0];
  const nextSection = find("<![CDATA[", start);
  const isLost = end < 0 || (itemEnd !== undefined && nextSection > itemEnd && end > nextSection);
  if (!isLost) return { end, next: end + 3 };

  const limit = itemEnd ?? text.length;
  const elementEnd = text.slice(start, limit).indexOf(`</${element}`);
  const lostEnd = elementEnd < 0 ? limit : start + elementEnd;
  return { end: lostEnd, next: lostEnd };
}

const ascending = (a: number, b: number) => a - b;

/** The index of the `>` that ends a DOCTYPE with its internal subset; null if it never ends. */
function doctypeEnd(text: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === ">" && depth <= 0) return at;
    if (character === "[") depth++;
    if (character === "]") depth--;

    const closing = text.startsWith("<!--", at) ? "-->" : /["']/.test(character) ? character : null;
    if (closing === null) continue;
    const end = text.indexOf(closing, at + 1);
    if (end < 0) return null;
    at = end + closing.length - 1;
  }
  return null;
}

/** The tag that begins at `start` and ends before `limit`, the next `<`. Null if it is no tag. */
function readTag({ text, start, limit }: { text: string; start: number; limit: number }): XmlToken | null {
  const isClose = text[start + 1] === "/";
  nameAt.lastIndex = start + (isClose ? 2 : 1);
  const name = nameAt.exec(text)?.[0];
  if (!name || nameAt.lastIndex > limit) return null;

  const rest = text.slice(nameAt.lastIndex, limit);
  const length = tagLength(rest);
  if (length < 0) return null;
  const raw = text.slice(start, nameAt.lastIndex + length + 1);
  if (isClose) return { kind: "close", name: name.toLowerCase(), raw };

  const inside = rest.slice(0, length);
  const isEmpty = inside.endsWith("/");
  const attributes = readAttributes(isEmpty ? inside.slice(0, -1) : inside);
  return { kind: "open", name: name.toLowerCase(), attributes, isEmpty, raw };
}

/** The index of the `>` outside of quotes; the first one if a quote never closes. -1 without any. */
function tagLength(rest: string): number {
  let quote = "";
  for (let index = 0; index < rest.length; index++) {
    const character = rest[index] ?? "";
    if (quote) {
      if (character === quote) quote = "";
    } else if (character === ">") return index;
    else if (character === '"' || character === "'") quote = character;
  }
  return rest.indexOf(">");
}

function readAttributes(inside: string): XmlAttributes {
  const attributes = new Map<string, string>();
  for (const [, name = "", double, single, bare] of inside.matchAll(attribute)) {
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decoded(double ?? single ?? bare ?? ""));
  }
  return attributes;
}
