import { z } from "zod";
import { unavailable } from "@/server/platform/errors";
import { feedUrlOf } from "../canonical-url";

/** A podcast as Apple lists it. Some have no feed: they are exclusive to Apple. */
export type ApplePodcast = {
  itunesId: string;
  title: string;
  author: string | null;
  feedUrl: string | null;
  artworkUrl: string | null;
  episodeCount: number | null;
};

const text = z.string().trim().min(1).nullish().catch(null);
const Answer = z.object({ results: z.array(z.unknown()) });
const Wrapped = z.object({ contents: z.string() });
const Result = z.object({
  collectionId: z.union([z.number().int(), z.string().regex(/^\d+$/)]).transform(String),
  collectionName: text,
  trackName: text,
  artistName: text,
  feedUrl: text,
  artworkUrl100: text,
  artworkUrl600: text,
  artworkUrl60: text,
  trackCount: z.number().int().nonnegative().nullish().catch(null),
});

/**
 * Reads what Apple answers to a search or a lookup: JSON behind blank lines, or that JSON as a string inside `contents`
 * where a proxy has wrapped it. An entry that cannot be read is left out.
 * @throws `unavailable` for anything else: not knowing is not an empty list
 */
export function readItunesAnswer(body: Uint8Array): ApplePodcast[] {
  const json = parseJson(new TextDecoder().decode(body));
  const wrapped = Wrapped.safeParse(json);
  const answer = Answer.safeParse(wrapped.success ? parseJson(wrapped.data.contents) : json);
  if (!answer.success) throw unavailable("the answer of Apple Podcasts cannot be read");
  return answer.data.results.flatMap((entry) => {
    const result = Result.safeParse(entry);
    return result.success ? [podcastOf(result.data)] : [];
  });
}

function podcastOf(result: z.infer<typeof Result>): ApplePodcast {
  return {
    itunesId: result.collectionId,
    title: result.collectionName ?? result.trackName ?? "Untitled podcast",
    author: result.artistName ?? null,
    feedUrl: result.feedUrl ? feedUrlOf(result.feedUrl) : null,
    artworkUrl: result.artworkUrl100 ?? result.artworkUrl600 ?? result.artworkUrl60 ?? null,
    episodeCount: result.trackCount ?? null,
  };
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source.trim());
  } catch {
    return undefined;
  }
}
