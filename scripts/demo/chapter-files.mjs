import { escapeHtml } from "./transcript-files.mjs";

/** Chapters begin with a line of the text. `times` are the starts of all lines in ms. */
export function chaptersOf({ marks }, times) {
  return marks.map(({ line, title }) => ({ startMs: times[line], title }));
}

/** The JSON of Podcasting 2.0, which lies in a file of its own. */
export function chaptersJson(chapters) {
  const rows = chapters.map(({ startMs, title }) => ({ startTime: startMs / 1000, title }));
  return `${JSON.stringify({ version: "1.2.0", chapters: rows }, null, 2)}\n`;
}

/** Podlove Simple Chapters, which stand in the feed itself. */
export function podloveChapters(chapters) {
  const rows = chapters.map(
    ({ startMs, title }) =>
      `<psc:chapter start="${new Date(startMs).toISOString().slice(11, 23)}" title="${escapeHtml(title)}"/>`,
  );
  return `<psc:chapters version="1.2">${rows.join("")}</psc:chapters>`;
}
