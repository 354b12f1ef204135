import { type HtmlToken, htmlTokens } from "./html-tokens";
import { oneLine } from "./one-line";

/** A piece of text that stands by itself on the page. `cite` is a speaker, `time` a time, as in Podcasting 2.0. */
export type HtmlBlock = { kind: "cite" | "time" | "text"; text: string };

const NEVER_SPEECH = "title script style noscript template svg iframe select button textarea object xmp".split(" ");
const AROUND_THE_CONTENT = "nav header footer aside form dialog".split(" ");
const CONTENT = new Set(["main", "article"]);
// With less text than this share, `main` and `article` hold teasers and the transcript stands elsewhere.
const MAIN_SHARE = 0.5;
const INLINE = new Set(
  `a abbr acronym b bdi bdo big code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong
   sub sup tt u var wbr img`.split(/\s+/),
);

/** The texts of a page in reading order, without scripts, navigation and page furniture. */
export function htmlBlocks(html: string): HtmlBlock[] {
  const unwanted = new Set([...NEVER_SPEECH, ...AROUND_THE_CONTENT]);
  const body = gatherBlocks(outside(htmlTokens(html), unwanted));
  if (body.length === 0) return gatherBlocks(outside(htmlTokens(html), new Set(NEVER_SPEECH)));
  const main = gatherBlocks(within(outside(htmlTokens(html), unwanted), CONTENT));
  return lengthOf(main) >= lengthOf(body) * MAIN_SHARE ? main : body;
}

const lengthOf = (blocks: readonly HtmlBlock[]) => blocks.reduce((sum, { text }) => sum + text.length, 0);

/** The tokens that are not inside one of the elements. Their own tags stay, as marks that the text is interrupted. */
function* outside(tokens: Iterable<HtmlToken>, elements: ReadonlySet<string>): Generator<HtmlToken> {
  const open = new Map<string, number>();
  let depth = 0;
  for (const token of tokens) {
    if (token.kind !== "text" && elements.has(token.name)) {
      const before = open.get(token.name) ?? 0;
      const now = Math.max(0, before + (token.kind === "open" ? 1 : -1));
      open.set(token.name, now);
      depth += now - before;
    }
    if (depth === 0) yield token;
  }
}

/** The tokens inside any of the elements. */
function* within(tokens: Iterable<HtmlToken>, elements: ReadonlySet<string>): Generator<HtmlToken> {
  let depth = 0;
  for (const token of tokens) {
    if (token.kind !== "text" && elements.has(token.name)) {
      depth = Math.max(0, depth + (token.kind === "open" ? 1 : -1));
    }
    if (depth > 0) yield token;
  }
}

/** Joins the text between two tags that break lines, and notes whether it is a speaker or a time. */
function gatherBlocks(tokens: Iterable<HtmlToken>): HtmlBlock[] {
  const blocks: HtmlBlock[] = [];
  let kind: HtmlBlock["kind"] = "text";
  let texts: string[] = [];

  const endBlock = () => {
    const text = oneLine(texts.join(""));
    if (text !== "") blocks.push({ kind, text });
    texts = [];
  };
  for (const token of tokens) {
    if (token.kind === "text") texts.push(token.text);
    else if (!INLINE.has(token.name)) {
      endBlock();
      kind = token.kind === "open" && (token.name === "cite" || token.name === "time") ? token.name : "text";
    }
  }
  endBlock();
  return blocks;
}
