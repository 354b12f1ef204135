// Control characters, stray byte-order marks and halves of surrogate pairs: nothing that was said, and Postgres refuses U+0000.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSPEAKABLE = /[\u0000-\u001f\u007f-\u009f\ufeff]|\p{Surrogate}/gu;

// Most lines of most files are tidy: looking is cheaper than mending.
const UNTIDY = /[^\S ]| {2}|^ | $|[\p{Cc}\p{Cs}\ufeff]/u;

// Scripts that are written without spaces between words. Korean is not among them.
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3001-\u303f\uff01-\uff60ー`;
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
const ENDS_UNSPACED = new RegExp(`[${UNSPACED}]$`, "u");

/** Plain text on one line: white space becomes single blanks, control characters go, the ends are trimmed. */
export function oneLine(text: string): string {
  if (!UNTIDY.test(text)) return text;
  return text.replace(UNSPEAKABLE, " ").split(/\s+/).join(" ").trim();
}

/** What stands between two texts when they are joined: nothing inside scripts without word spaces, else a blank. */
export function gapBetween({ before, after }: { before: string; after: string }): "" | " " {
  if (before === "" || after === "") return "";
  return ENDS_UNSPACED.test(before.slice(-2)) && STARTS_UNSPACED.test(after) ? "" : " ";
}

/** Joins texts as if they had been said in one go. */
export function joinTexts(texts: Iterable<string>): string {
  const parts: string[] = [];
  let last = "";
  for (const text of texts) {
    if (text === "") continue;
    parts.push(gapBetween({ before: last, after: text }), text);
    last = text;
  }
  return parts.join("");
}
