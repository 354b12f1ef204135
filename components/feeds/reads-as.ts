const withScheme = /^(?:[a-z][a-z\d+.-]*:\/\/|(?:feed|itpc|pcast|podcast):)\S/i;
const host = /^(?:localhost|\[[\da-f:]+\]|(?:[\p{L}\p{N}_-]+\.)+(?:\p{L}{2,}|\d{1,3}))(?::\d+)?(?<rest>[/?#].*)?$/u;

/**
 * What a person means by what stands in the field: the address of a podcast, words to search for, or, as with `serial.fm`,
 * perhaps either.
 */
export function readsAs(text: string): { isAddress: boolean; isWords: boolean } {
  const typed = text.trim();
  if (typed === "") return { isAddress: false, isWords: false };
  if (/\s/.test(typed)) return { isAddress: false, isWords: true };
  if (withScheme.test(typed)) return { isAddress: true, isWords: false };
  const match = host.exec(typed);
  if (!match) return { isAddress: false, isWords: true };
  const hasMore = match.groups?.rest !== undefined || /:\d+$/.test(typed);
  return { isAddress: true, isWords: !hasMore };
}
