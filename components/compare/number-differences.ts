import type { ComparedRow, ComparedText } from "./types";

/** A stretch of words; those that differ carry the number of the difference, from 0. */
export type NumberedText = { text: string; difference: number | null };
export type NumberedRow = { startMs: number | null; left: NumberedText[]; right: NumberedText[] };

/**
 * Counts the differences: what stands on both sides at the same place, as one word in place of another, is one. The same place
 * is the one after so many words that both sides of a row have. What goes on from row to row is one difference still.
 */
export function numberDifferences(rows: readonly ComparedRow[]): { rows: NumberedRow[]; count: number } {
  let count = 0;
  let isUnfinished = false;
  const numbered = rows.map((row) => {
    const places = [...new Set([...placesOf(row.left), ...placesOf(row.right)])].sort((a, b) => a - b);
    const first = isUnfinished && places[0] === 0 ? count - 1 : count;
    const numberOf = new Map(places.map((place, index) => [place, first + index]));
    count = first + places.length;
    isUnfinished = places.at(-1) === commonWords(row.left);
    return { startMs: row.start_ms, left: numberSide(row.left, numberOf), right: numberSide(row.right, numberOf) };
  });
  return { rows: numbered, count };
}

function placesOf(side: readonly ComparedText[]): number[] {
  const places: number[] = [];
  walk(side, ({ is_different: isDifferent }, place) => isDifferent && places.push(place));
  return places;
}

function numberSide(side: readonly ComparedText[], numberOf: ReadonlyMap<number, number>): NumberedText[] {
  const numbered: NumberedText[] = [];
  walk(side, ({ text, is_different: isDifferent }, place) =>
    numbered.push({ text, difference: isDifferent ? (numberOf.get(place) ?? null) : null }),
  );
  return numbered;
}

function commonWords(side: readonly ComparedText[]): number {
  return side.reduce((sum, text) => sum + (text.is_different ? 0 : wordsOf(text)), 0);
}

function walk(side: readonly ComparedText[], visit: (text: ComparedText, place: number) => void): void {
  let common = 0;
  for (const text of side) {
    visit(text, common);
    if (!text.is_different) common += wordsOf(text);
  }
}

const wordsOf = ({ text }: ComparedText) => text.split(" ").length;
