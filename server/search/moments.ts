import type { Marker } from "./read-query";
import type { Place } from "./search.repo";
import type { Moment } from "./search.schema";

/** A phrase with the words that follow, into which a match may run. */
export const placeText = ({ text, lookahead, lang }: Place) => ({
  text: lookahead ? `${text} ${lookahead}` : text,
  lang,
});

/** A place as it is shown: its matches marked, its time that of the cue in which the first match begins. */
export function momentOf(place: Place, marker: Marker): Moment {
  const whole = placeText(place);
  const marks = marker(whole.text, place.lang).filter(([from]) => from < place.text.length);
  const end = Math.max(place.text.length, marks.at(-1)?.[1] ?? 0);
  const { startMs, endMs } = cueAt(place, marks[0]?.[0] ?? 0);
  return {
    segment_start: startMs === null ? null : startMs / 1000,
    segment_end: endMs === null ? null : endMs / 1000,
    speaker: place.speaker,
    text: whole.text.slice(0, end),
    marks,
  };
}

/** The original cue at an offset, not the phrase into which it was merged. */
function cueAt(place: Place, offset: number): { startMs: number | null; endMs: number | null } {
  const index = place.cueOffsets.findLastIndex((begin) => begin <= offset);
  return { startMs: place.cueStartMs[index] ?? place.startMs, endMs: place.cueEndMs[index] ?? place.endMs };
}
