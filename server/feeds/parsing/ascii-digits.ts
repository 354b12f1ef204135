const digit = /\p{Nd}/u;

/** Rewrites the decimal digits of every script as 0-9, so that ٣٠:٠٠ and ３０:００ can be read as numbers. */
export function withAsciiDigits(text: string): string {
  return text.normalize("NFKC").replace(/[^\P{Nd}0-9]/gu, (character) => String(digitValue(character)));
}

/** Unicode keeps the ten digits of a script in a row: the distance to the first of them is the value. */
function digitValue(character: string): number {
  const codePoint = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && digit.test(String.fromCodePoint(codePoint - value - 1))) value++;
  return value;
}
