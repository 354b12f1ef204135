type Mark = readonly [from: number, to: number];

/** A text with what matched. Marks are UTF-16 offsets, as JavaScript counts. */
export function MarkedText({ text, marks }: { text: string; marks: readonly Mark[] }) {
  return piecesOf(text, marks).map(({ from, piece, isMarked }) =>
    isMarked ? <mark key={from}>{piece}</mark> : <span key={from}>{piece}</span>,
  );
}

function piecesOf(text: string, marks: readonly Mark[]) {
  const pieces: { from: number; piece: string; isMarked: boolean }[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from < at || to > text.length) continue;
    if (from > at) pieces.push({ from: at, piece: text.slice(at, from), isMarked: false });
    pieces.push({ from, piece: text.slice(from, to), isMarked: true });
    at = to;
  }
  if (at < text.length) pieces.push({ from: at, piece: text.slice(at), isMarked: false });
  return pieces;
}

/** What matched, as one would look for it in the transcript: the words as they stand there, each once. */
export function markedWords(text: string, marks: readonly Mark[]): string {
  const runs: string[] = [];
  let end = -1;
  for (const [from, to] of marks) {
    const word = text.slice(from, to);
    const isSideBySide = end >= 0 && /^\s+$/.test(text.slice(end, from));
    const before = isSideBySide ? runs.pop() : undefined;
    runs.push(before === undefined ? word : `${before} ${word}`);
    end = to;
  }
  const seen = new Map(runs.map((run) => [run.toLowerCase(), run]));
  return [...seen.values()].join(" ");
}
