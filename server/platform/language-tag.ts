/** Names that feeds and transcripts write in place of a tag. */
const namedLanguages: ReadonlyMap<string, string> = new Map([
  ["english", "en"],
  ["german", "de"],
  ["deutsch", "de"],
  ["spanish", "es"],
  ["espanol", "es"],
  ["french", "fr"],
  ["francais", "fr"],
  ["italian", "it"],
  ["italiano", "it"],
  ["dutch", "nl"],
  ["nederlands", "nl"],
  ["portuguese", "pt"],
  ["danish", "da"],
  ["dansk", "da"],
  ["norwegian", "no"],
  ["norsk", "no"],
  ["swedish", "sv"],
  ["svenska", "sv"],
]);

/** A language as BCP 47 writes it: `en_us` becomes `en-US`. Null if it is none, or no text at all. */
export function languageTag(written: unknown): string | null {
  if (typeof written !== "string") return null;
  const first = written.split(/[,;]/, 1)[0]?.trim().toLowerCase().replaceAll("_", "-") ?? "";
  const tag = namedLanguages.get(first.normalize("NFKD").replace(/\p{M}/gu, "")) ?? first;
  if (!/^[a-z]{2,3}(-[a-z0-9]{1,8}){0,6}$/.test(tag)) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
