/** A list of several thousand podcasts stays below 2 MB; one with long descriptions may not. */
export const MAX_OPML_BYTES = 10_000_000;
