const SENTENCE_END = /[.!?…。！？｡؟।॥։۔]["'”’»)\]」』]*$/u;

/** Whether the text ends as a sentence does, in any script. */
export const endsSentence = (text: string) => SENTENCE_END.test(text.slice(-8));

// From the best place to cut to the worst: after a sentence, after a clause, between words.
const CUTS = [/[.!?…؟।॥։۔]["'”’»)\]]*\s+|[。！？｡][」』”’]*/gu, /[,;:،]\s+|[、，；：]/gu, /\s+/gu];
// A cut nearer to the start than this would leave crumbs.
const SHORTEST_PIECE_SHARE = 0.25;

/** Cuts text into pieces of at most `limit` UTF-16 units; together they are the text, no unit lost. */
export function splitLongText(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let start = 0;
  while (text.length - start > limit) {
    const end = start + cutWithin(text.slice(start, start + limit));
    pieces.push(text.slice(start, end));
    start = end;
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** Where to cut the window: its last good place, else its end, but never inside a surrogate pair. */
function cutWithin(window: string): number {
  for (const pattern of CUTS) {
    let last = 0;
    for (const match of window.matchAll(pattern)) last = match.index + match[0].length;
    if (last > window.length * SHORTEST_PIECE_SHARE) return last;
  }
  return /[\ud800-\udbff]$/.test(window) && window.length > 1 ? window.length - 1 : window.length;
}
