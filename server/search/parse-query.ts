/** One thing that is looked for. */
export type Term = {
  text: string;
  /** Several words in this order, side by side. */
  isPhrase: boolean;
  isExcluded: boolean;
};

/** Any of the groups must hold; a group holds when all of its terms do. */
export type ParsedQuery = { groups: Term[][] };

const QUOTES: Record<string, string> = { '"': '"', "“": "”", "„": "“", "«": "»", "»": "«" };

/**
 * Reads what a person typed, in the syntax that web search has taught: words must all occur, `"…"` is a phrase, `OR` separates
 * alternatives, `-` leaves out. Nothing is an error: a quote that is not closed ends with the text.
 */
export function parseQuery(input: string): ParsedQuery {
  const groups: Term[][] = [[]];
  for (const token of tokenize(input.normalize("NFC"))) {
    if (token === "OR") groups.push([]);
    else if (token !== "AND") groups.at(-1)?.push(token);
  }
  // A group of nothing but exclusions would match almost everything.
  return { groups: groups.filter((terms) => terms.some((term) => !term.isExcluded)) };
}

function* tokenize(input: string): Generator<Term | "OR" | "AND"> {
  let at = 0;
  while (at < input.length) {
    if (/\s/.test(input.charAt(at))) {
      at++;
      continue;
    }
    const isExcluded = input[at] === "-" && /[\p{L}\p{N}"“„«]/u.test(input.charAt(at + 1));
    if (isExcluded) at++;
    const closing = QUOTES[input.charAt(at)];
    if (closing) {
      const end = closingQuote(input, at + 1, closing);
      const text = input.slice(at + 1, end).trim();
      if (text) yield { text, isPhrase: true, isExcluded };
      at = end + 1;
      continue;
    }
    const end = at + (/^[^\s"“„«»]+/.exec(input.slice(at))?.[0].length ?? 1);
    const text = input.slice(at, end);
    if (!isExcluded && (text === "OR" || text === "|")) yield "OR";
    else if (!isExcluded && (text === "AND" || text === "&")) yield "AND";
    else if (/[\p{L}\p{N}]/u.test(text)) yield { text, isPhrase: false, isExcluded };
    at = end;
  }
}

function closingQuote(input: string, from: number, closing: string): number {
  for (let at = from; at < input.length; at++) {
    if (input[at] === closing || input[at] === "”" || input[at] === '"') return at;
  }
  return input.length;
}

/** Signs that the text search drops but that make a word what it is: C++, C#, AT&T, 50%. */
const SIGNS = /[+#&%$€£]/;

/**
 * What must stand in the text to the letter, since the index cannot tell it from its neighbours. Only where every hit
 * needs it: with alternatives there is nothing that all share.
 */
export function literalsOf(query: ParsedQuery): string[] {
  const [only, ...others] = query.groups;
  if (!only || others.length > 0) return [];
  return only.filter((term) => !term.isExcluded && SIGNS.test(term.text)).map((term) => term.text);
}
