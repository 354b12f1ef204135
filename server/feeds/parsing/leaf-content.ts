import type { XmlToken } from "./tokenize-xml";

/** Of a longer text the beginning is kept: no show notes are a book. */
const longestText = 1_000_000;

/** The content of an element that holds text, in both readings. */
export type Leaf = { text: string[]; markup: string[]; hasMarkup: boolean; length: number };

export function emptyLeaf(): Leaf {
  return { text: [], markup: [], hasMarkup: false, length: 0 };
}

export function addToken(leaf: Leaf, token: XmlToken): void {
  if (leaf.length > longestText) return;
  leaf.length += token.raw.length;
  leaf.hasMarkup ||= token.kind !== "text";
  leaf.markup.push(token.raw);
  if (token.kind === "text") leaf.text.push(token.text);
}

/** Text as it reads; but if there are elements among it, all of it as HTML. */
export function contentOf({ text, markup, hasMarkup }: Leaf): string {
  return (hasMarkup ? markup : text).join("").slice(0, longestText).toWellFormed();
}
