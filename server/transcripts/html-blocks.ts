import { type HtmlToken, htmlTokens } from "./html-tokens";
import { oneLine } from "./one-line";

/** A piece of text that stands by itself on the page. `cite` is a speaker, `time` a time, as in Podcasting 2.0. */
export type HtmlBlock = { kind: "cite" | "time" | "text"; text: string };

const NEVER_SPEECH = new Set(
  "head title script style noscript template svg iframe select option button textarea object xmp".split(" "),
);
const AROUND_THE_CONTENT = new Set("nav header footer aside form dialog".split(" "));
const INLINE = new Set(
  `a abbr acronym b bdi bdo big code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong
   sub sup tt u var wbr img`.split(/\s+/),
);
const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

/** The texts of a page in reading order, without scripts, navigation and page furniture. */
export function htmlBlocks(html: string): HtmlBlock[] {
  const main = blocksOf(html, { unwanted: AROUND_THE_CONTENT, within: /^(?:main|article)$/ });
  if (main.length > 0) return main;
  const body = blocksOf(html, { unwanted: AROUND_THE_CONTENT });
  return body.length > 0 ? body : blocksOf(html, { unwanted: new Set() });
}

function blocksOf(html: string, { unwanted, within }: { unwanted: Set<string>; within?: RegExp }): HtmlBlock[] {
  const blocks: HtmlBlock[] = [];
  const skipped = new Map<string, number>();
  let skipDepth = 0;
  let wantedDepth = within ? 0 : 1;
  let kind: HtmlBlock["kind"] = "text";
  let text: string[] = [];

  const endBlock = () => {
    const line = oneLine(text.join(""));
    if (line !== "") blocks.push({ kind, text: line });
    text = [];
  };
  const take = (token: HtmlToken) => {
    if (token.kind === "text") {
      if (skipDepth === 0 && wantedDepth > 0) text.push(token.text);
      return;
    }
    const step = token.kind === "open" ? 1 : -1;
    if (!VOID.has(token.name) && (NEVER_SPEECH.has(token.name) || unwanted.has(token.name))) {
      const depth = skipped.get(token.name) ?? 0;
      if (step === 1 || depth > 0) {
        skipped.set(token.name, depth + step);
        skipDepth += step;
      }
    }
    // A head that is never closed ends where the body begins.
    if (token.name === "body" && step === 1 && (skipped.get("head") ?? 0) > 0) {
      skipDepth -= skipped.get("head") ?? 0;
      skipped.set("head", 0);
    }
    if (INLINE.has(token.name)) return;
    endBlock();
    if (within?.test(token.name)) wantedDepth = Math.max(0, wantedDepth + step);
    if (token.name === "cite" || token.name === "time") kind = step === 1 ? token.name : "text";
    else if (kind !== "text") kind = "text";
  };
  for (const token of htmlTokens(html)) take(token);
  endBlock();
  return blocks;
}
