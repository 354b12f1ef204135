import { decodeHTML } from "entities";

const breakingTag = /<\/?(?:blockquote|br|div|h[1-6]|hr|img|li|ol|p|pre|ul)(?:[\s/][^<>]*)?>/gi;
const inlineTag =
  /<\/?(?:a|abbr|b|big|cite|code|del|em|font|i|ins|q|s|script|small|span|strike|strong|style|sub|sup|u)(?:[\s/][^<>]*)?>/gi;

/** One line of text out of what may be HTML: no tags, no entities, single spaces. `vector<int>` and `a < b` survive. */
export function plainText(html: string): string {
  const text = html.replace(breakingTag, " ").replace(inlineTag, "");
  return decodeHTML(text).replace(/\s+/g, " ").trim();
}
