import type { XmlAttributes } from "./tokenize-xml";

/** The vocabularies that are read. `rss` stands for RSS's own elements, which have no namespace, and for `content:encoded`. */
export type Vocabulary = "rss" | "atom" | "itunes" | "podcast" | "media" | "dc" | "googleplay" | "psc";

const byUri: readonly (readonly [RegExp, Vocabulary])[] = [
  [/^podcastindex\.org\/namespace\b/, "podcast"],
  [/\bpodcastindex-org\/podcast-namespace\b/, "podcast"],
  [/\/dtds\/podcast-1\.0\.dtd$/, "itunes"],
  [/^podlove\.org\/simple-chapters\b/, "psc"],
  [/^google\.com\/schemas\/play-podcasts\b/, "googleplay"],
  [/^search\.yahoo\.com\/mrss$/, "media"],
  [/^w3\.org\/2005\/atom$/, "atom"],
  [/^purl\.org\/atom\b/, "atom"],
  [/^purl\.org\/dc\/(?:elements|terms)\b/, "dc"],
  [/^purl\.org\/rss\/1\.0(?:\/modules\/content)?$/, "rss"],
  [/^purl\.org\/net\/rss1\.1$/, "rss"],
  [/^(?:my\.netscape\.com|channel\.netscape\.com)\/rdf\b/, "rss"],
  [/^backend\.userland\.com\/rss/, "rss"],
];

const byPrefix: ReadonlyMap<string, Vocabulary> = new Map([
  ["itunes", "itunes"],
  ["podcast", "podcast"],
  ["media", "media"],
  ["content", "rss"],
  ["rss", "rss"],
  ["atom", "atom"],
  ["atom10", "atom"],
  ["a10", "atom"],
  ["dc", "dc"],
  ["dcterms", "dc"],
  ["googleplay", "googleplay"],
  ["psc", "psc"],
] as const);

/** What the prefixes declared on an element mean (null: nothing known), and the scope around it. */
export type Scope = { vocabularies: ReadonlyMap<string, Vocabulary | null>; outer: Scope | null };

/** The scope within an element with these attributes. */
export function scopeWithin(outer: Scope | null, attributes: XmlAttributes): Scope | null {
  const vocabularies = new Map<string, Vocabulary | null>();
  for (const [key, value] of attributes) {
    if (key === "xmlns") vocabularies.set("", vocabularyOfUri(value));
    else if (key.startsWith("xmlns:")) vocabularies.set(key.slice("xmlns:".length), vocabularyOfUri(value));
  }
  return vocabularies.size > 0 ? { vocabularies, outer } : outer;
}

/**
 * The vocabulary that a prefix stands for. Without a declaration, or with one that nobody knows, it means what it means
 * by custom; no prefix then means the native vocabulary of the document.
 */
export function vocabularyOf({ prefix, scope, native }: { prefix: string; scope: Scope | null; native: Vocabulary }) {
  const custom = prefix === "" ? native : (byPrefix.get(prefix) ?? null);
  return declaredIn(scope, prefix) ?? custom;
}

function declaredIn(scope: Scope | null, prefix: string): Vocabulary | null {
  for (let at = scope; at; at = at.outer) {
    const vocabulary = at.vocabularies.get(prefix);
    if (vocabulary !== undefined) return vocabulary;
  }
  return null;
}

/** The vocabulary that a namespace URI means, whatever its case, scheme or ending. */
function vocabularyOfUri(uri: string): Vocabulary | null {
  const bare = uri
    .slice(0, 200)
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, "")
    .replace(/[/#]+$/, "");
  return byUri.find(([pattern]) => pattern.test(bare))?.[1] ?? null;
}
