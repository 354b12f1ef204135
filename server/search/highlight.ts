/** UTF-16 offsets `[from, to)` into a text. */
export type Mark = [from: number, to: number];

/** One thing to be marked: words in this order, side by side, each given by its lexeme. */
export type Needle = { lexemes: string[] };

/** The lexeme of a word in the text's language. */
export type Stem = (word: string) => string;

type Word = { from: number; to: number; text: string };

/** A mark inside a word belongs to it: don’t, O'Brien stays two words, as the search reads it. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** The words of a text in order, as the search tells them apart. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    text: match[0],
  }));
}

/**
 * Where the needles occur in a text, in order and without overlap. Several words that stand side by side become one mark, with
 * what lies between them. `literals` (C++) are marked to the letter, in any case.
 */
export function findMarks(
  text: string,
  needles: readonly Needle[],
  stem: Stem,
  literals: readonly string[] = [],
): Mark[] {
  const words = wordsOf(text);
  const lexemes = words.map((word) => stem(word.text));
  const marks: Mark[] = literals.flatMap((literal) => occurrences(text, literal));
  for (let at = 0; at < words.length; at++) {
    for (const needle of needles) {
      const first = words[at];
      const last = words[at + needle.lexemes.length - 1];
      if (first && last && needle.lexemes.every((lexeme, index) => lexemes[at + index] === lexeme))
        marks.push([first.from, last.to]);
    }
  }
  return merge(marks);
}

function occurrences(text: string, literal: string): Mark[] {
  const haystack = text.toLowerCase();
  const wanted = literal.toLowerCase();
  const marks: Mark[] = [];
  for (let at = haystack.indexOf(wanted); at >= 0; at = haystack.indexOf(wanted, at + wanted.length))
    marks.push([at, at + wanted.length]);
  return marks;
}

function merge(marks: readonly Mark[]): Mark[] {
  const merged: Mark[] = [];
  for (const [from, to] of [...marks].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** The text as HTML with `<mark>`; everything else is escaped. */
export function markedHtml({ text, marks }: { text: string; marks: readonly Mark[] }): string {
  let html = "";
  let at = 0;
  for (const [from, to] of marks) {
    html += `${escapeHtml(text.slice(at, from))}<mark>${escapeHtml(text.slice(from, to))}</mark>`;
    at = to;
  }
  return html + escapeHtml(text.slice(at));
}
