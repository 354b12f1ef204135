/** The index that keeps addresses apart takes 2,704 bytes; what feeds are really found at is a tenth of that. */
const MOST_CHARACTERS = 2000;

/** Why nothing can be stored under an address; null if it can. */
export function refusalOfAddress(url: string): string | null {
  if (url.length <= MOST_CHARACTERS) return null;
  return `the address has ${url.length} characters, more than the ${MOST_CHARACTERS} that are kept`;
}
