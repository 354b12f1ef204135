/** The samples that the index knows (segment.tsv in prisma/migrations), by how many places they are one of. */
export const samples = [1, 4, 16, 64, 256] as const;
export type Sample = (typeof samples)[number];
export const SMALLEST_SAMPLE = 256 satisfies Sample;

/** Reading a place takes about 2 µs and ranking it 1 µs more: this many leave a search within 15 ms. */
const READ_PLACES = 4_000;
const RANKED_PLACES = 3_000;
/** Fewer than this are no sample to choose the best from. */
const ENOUGH_PLACES = 100;

/**
 * The largest sample that can be read and ranked in time, given what the smallest one has: places that match, and places that
 * must be read to know (all words of a phrase may stand in a place without being the phrase).
 */
export function chooseSample({ matching, read }: { matching: number; read: number }): Sample {
  const places = matching * SMALLEST_SAMPLE;
  const useful = samples.filter((sample) => sample === 1 || places / sample >= ENOUGH_PLACES);
  const isFast = (sample: Sample) =>
    places / sample <= RANKED_PLACES && (read * SMALLEST_SAMPLE) / sample <= READ_PLACES;
  return useful.find(isFast) ?? useful.at(-1) ?? 1;
}

/** Whether the whole library can be read in time, given how many places the smallest sample would have to read. */
export const canReadAll = (readInSmallest: number): boolean => readInSmallest * SMALLEST_SAMPLE <= READ_PLACES;
