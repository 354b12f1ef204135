import { channelFields, containerFields, itemFields } from "./feed-fields";
import { addToken, contentOf, emptyLeaf } from "./leaf-content";
import { type Scope, scopeWithin, type Vocabulary, vocabularyOf } from "./namespaces";
import { tokenizeXml, type XmlAttributes, type XmlToken } from "./tokenize-xml";

/**
 * Rewrites a feed, whichever dialect it is in and however broken, as well-formed RSS 2.0 for rss-parser: one channel
 * with its items, every element under its canonical name (`podcast:transcript`, whatever prefix the feed uses), and
 * nothing that is not read. Null if the text is no feed. An item that the end of the text cuts off is left out.
 */
export function toCanonicalRss(text: string): CanonicalRss | null {
  const writer = new CanonicalWriter();
  for (const token of tokenizeXml(text)) {
    if (token.kind === "open") {
      if (!writer.hasRoot && token.name === "html") return null;
      writer.open(token);
    } else if (token.kind === "close") writer.close(token);
    else writer.text(token);
    if (writer.isFull) break;
  }
  return writer.finish();
}

/** `isCutOff`: the text ends within an element. End tags of the document alone are often forgotten. */
type CanonicalRss = { rss: string; isCutOff: boolean };
type OpenToken = Extract<XmlToken, { kind: "open" }>;
/** What became of an open element. A `leaf` holds text; `inline` is markup within it; `ignored` leaves no trace. */
type Role = "structure" | "item" | "container" | "leaf" | "inline" | "ignored";
type Frame = { tag: string; role: Role; name: string; scope: Scope | null; start: number };

const knownFields: ReadonlySet<string> = new Set([
  ...channelFields,
  ...itemFields,
  ...Object.values(containerFields).flat(),
]);
const roots: ReadonlyMap<string, Vocabulary> = new Map([
  ["rss", "rss"],
  ["rdf", "rss"],
  ["channel", "rss"],
  ["feed", "atom"],
]);
/** Show notes in XHTML nest some twenty deep; what goes on and on is hostile. */
const deepest = 100;
/** A feed of 25 MB, the largest that is fetched, has a tenth of these if it says anything. The newest items come first. */
const mostElements = 500_000;

class CanonicalWriter {
  hasRoot = false;
  private native: Vocabulary = "rss";
  private readonly output: string[] = [];
  private readonly frames: Frame[] = [];
  private elementCount = 0;
  private leaf = emptyLeaf();

  get isFull(): boolean {
    return this.elementCount >= mostElements;
  }

  open(token: OpenToken): void {
    const scope = scopeWithin(this.top?.scope ?? null, token.attributes);
    const name = this.canonicalName(token.name, scope);
    if (this.hasRoot) this.openWithin(token, { name, scope });
    else this.openRoot(token, { name, scope });
  }

  /** An end tag ends whatever was left open within its element; one without a beginning means nothing. */
  close(token: XmlToken & { kind: "close" }): void {
    const index = this.frames.findLastIndex(({ tag }) => tag === token.name);
    if (index < 0) return;
    if (this.frames[index]?.role === "inline") addToken(this.leaf, token);
    this.closeDownTo(index);
  }

  text(token: XmlToken): void {
    if (this.top?.role === "leaf" || this.top?.role === "inline") addToken(this.leaf, token);
  }

  finish(): CanonicalRss | null {
    if (!this.hasRoot) return null;
    const isWithinRoot = this.frames[0]?.role === "structure";
    const isCutOff = isWithinRoot && !this.isFull && this.top?.role !== "structure";
    const cutOff = this.frames.find(({ role }) => role === "item");
    if (cutOff) this.output.length = cutOff.start;
    else this.closeDownTo(0);
    return { rss: `<rss version="2.0"><channel>${this.output.join("")}</channel></rss>`, isCutOff };
  }

  private get top(): Frame | undefined {
    return this.frames.at(-1);
  }

  private openRoot(token: OpenToken, { name, scope }: { name: string; scope: Scope | null }): void {
    const native = roots.get(token.name.slice(token.name.indexOf(":") + 1));
    if (!native) return;
    this.native = native;
    this.hasRoot = true;
    for (const attribute of ["xml:base", "xml:lang"]) {
      const value = token.attributes.get(attribute);
      if (value) this.output.push(`<${attribute}>${escaped(value)}</${attribute}>`);
    }
    if (!token.isEmpty) this.frames.push({ tag: token.name, role: "structure", name, scope, start: 0 });
  }

  /** An item cannot lie within another or within a text: it ends whatever was left open before it. */
  private openWithin(token: OpenToken, { name, scope }: { name: string; scope: Scope | null }): void {
    const isItem = name === "rss:item" || name === "atom:entry";
    if (isItem) this.closeDownTo(this.frames.findLastIndex(({ role }) => role === "structure") + 1);
    const role = isItem ? "item" : this.roleOf(name);
    const start = this.output.length;
    if (role === "item") this.output.push("<item>");
    if (role === "container" || role === "leaf") this.output.push(startTag(name, token.attributes));
    if (role === "leaf") this.leaf = emptyLeaf();
    if (role === "inline") addToken(this.leaf, token);
    if (role !== "inline" && role !== "ignored") this.elementCount++;

    const frame = { tag: token.name, role, name, scope, start };
    if (token.isEmpty) this.writeEnd(frame);
    else if (this.frames.length < deepest) this.frames.push(frame);
    else if (role !== "inline") this.writeEnd(frame);
  }

  private roleOf(name: string): Role {
    const outer = this.top;
    if (outer?.role === "leaf" || outer?.role === "inline") return "inline";
    if (outer?.role === "structure" && name === "rss:channel") return "structure";
    if (outer?.role === "ignored" || !knownFields.has(name)) return "ignored";
    if (outer?.role === "container" && !childrenOf(outer.name).includes(name)) return "ignored";
    return name in containerFields ? "container" : "leaf";
  }

  private canonicalName(tag: string, scope: Scope | null): string {
    const colon = tag.indexOf(":");
    const prefix = colon < 0 ? "" : tag.slice(0, colon);
    return `${vocabularyOf({ prefix, scope, native: this.native }) ?? "unknown"}:${tag.slice(colon + 1)}`;
  }

  private closeDownTo(depth: number): void {
    while (this.frames.length > depth) {
      const frame = this.frames.pop();
      if (frame) this.writeEnd(frame);
    }
  }

  private writeEnd({ role, name }: Frame): void {
    if (role === "leaf") this.output.push(escaped(contentOf(this.leaf)));
    if (role === "leaf" || role === "container") this.output.push(`</${name}>`);
    if (role === "item") this.output.push("</item>");
  }
}

function childrenOf(container: string): readonly string[] {
  return Object.entries(containerFields).find(([name]) => name === container)?.[1] ?? [];
}

function startTag(name: string, attributes: XmlAttributes): string {
  const written = [...attributes]
    .filter(([key]) => /^[a-z][a-z-]*$/.test(key) && key !== "xmlns")
    .map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${written.join("")}>`;
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}
