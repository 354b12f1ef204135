/** What Postgres puts around a match: signs that no transcript contains, since control characters are removed from all text. */
export const MARK_START = "\u0001";
export const MARK_END = "\u0002";

export type Marked = { text: string; marks: [number, number][] };

/** Turns `a ␁b␂ c` into the plain text and the UTF-16 offsets of what is marked. */
export function readMarks(marked: string): Marked {
  let text = "";
  const marks: [number, number][] = [];
  for (const piece of marked.split(MARK_START)) {
    const end = piece.indexOf(MARK_END);
    if (end >= 0) marks.push([text.length, text.length + end]);
    text += piece.replaceAll(MARK_END, "");
  }
  return { text, marks };
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** The same as HTML with `<mark>`; everything else is escaped. */
export function markedHtml({ text, marks }: Marked): string {
  let html = "";
  let at = 0;
  for (const [from, to] of marks) {
    html += `${escapeHtml(text.slice(at, from))}<mark>${escapeHtml(text.slice(from, to))}</mark>`;
    at = to;
  }
  return html + escapeHtml(text.slice(at));
}
