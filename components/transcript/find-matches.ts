/** Where something is found: characters `[from, to)` of a phrase. */
export type Match = { phrase: number; from: number; to: number };

/** Enough to count and to step through; a single letter in six hours would be tens of thousands. */
export const MOST = 2000;

/** All places of a text, in order. Several words that never stand together are looked for one by one. */
export function findMatches(texts: readonly string[], query: string): Match[] {
  const wanted = query.trim();
  if (wanted === "") return [];
  const whole = matchesOf(texts, new RegExp(patternOf(wanted), "giu"));
  const words = [...new Set(wanted.split(/\s+/))];
  if (whole.length > 0 || words.length === 1) return whole;
  return matchesOf(texts, new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.map(patternOf).join("|")})`, "giu"));
}

function matchesOf(texts: readonly string[], pattern: RegExp): Match[] {
  const matches: Match[] = [];
  for (const [phrase, text] of texts.entries()) {
    for (const found of text.matchAll(pattern)) {
      matches.push({ phrase, from: found.index, to: found.index + found[0].length });
      if (matches.length === MOST) return matches;
    }
  }
  return matches;
}

/** The text itself, with any white space between its words and either form of apostrophe. */
const patternOf = (text: string) =>
  text
    .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
    .replace(/['’]/g, "['’]")
    .replace(/\s+/g, "\\s+");
