/**
 * The words of a title or a name as they are compared: without case, accents of alphabets that use them as ornament, punctuation,
 * a leading "the" and the word "podcast". Empty when nothing of it can be compared.
 */
export function titleWords(text: string): string[] {
  const words = wordsOf(text).filter((word) => word !== "podcast");
  const bare = words[0] === "the" ? words.slice(1) : words;
  // "The Podcast" is a title, too.
  return bare.length > 0 ? bare : wordsOf(text);
}

/** All words, folded. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKD")
      // In other scripts a mark makes another letter.
      .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}*)\p{M}/gu, "")
      .normalize("NFC")
      .toLowerCase()
      .replace(/['’`]/g, "")
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/** How much of two lists of words is shared, 0 to 1 (Dice). Each word counts as often as it stands there. */
export function overlap(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 0;
  const rest = [...b];
  let shared = 0;
  for (const word of a) {
    const at = rest.indexOf(word);
    if (at === -1) continue;
    rest.splice(at, 1);
    shared++;
  }
  return (2 * shared) / (a.length + b.length);
}

/** Whether the words of `part` stand in `whole`, one after the other. */
export function containsWords(whole: readonly string[], part: readonly string[]): boolean {
  return ` ${whole.join(" ")} `.includes(` ${part.join(" ")} `);
}
