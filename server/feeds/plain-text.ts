import { decodeHTML } from "entities";

const inlineTag =
  /<\/?(?:a|abbr|b|big|blockquote|br|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|u|ul)(?:[\s/][^<>]*)?>/gi;

/** One line of text out of what may be HTML: no tags, no entities, single spaces. `vector<int>` and `a < b` survive. */
export function plainText(html: string): string {
  return decodeHTML(html.replace(inlineTag, " ")).replace(/\s+/g, " ").trim();
}
