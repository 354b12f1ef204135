import { z } from "zod";
import { unavailable } from "@/server/platform/errors";
import { answerId, answerText } from "./answer-text";

export type ListedFile = { url: string; type: string | null };

/** An episode as Pocket Casts lists it. */
export type ListedEpisode = {
  uuid: string;
  title: string;
  publishedAt: Date | null;
  durationSeconds: number | null;
  /** Its transcripts, the best first. */
  files: ListedFile[];
};

const LONGEST_URL = 4000;
/** What the column holds: 68 years. */
const LONGEST_SECONDS = 2 ** 31 - 1;

const File = z.object({ url: z.string().min(1).max(LONGEST_URL), type: answerText.nullish().catch(null) });
const files = z.array(z.unknown()).nullish().catch(null);
const Listed = z.object({
  uuid: answerId,
  title: answerText.pipe(z.string().min(1)),
  published: z.union([z.string(), z.number()]).nullish().catch(null),
  duration: z.number().nonnegative().max(LONGEST_SECONDS).nullish().catch(null),
  pocket_casts_transcripts: files,
  transcripts: files,
});
const ShowNotes = z.object({
  podcast: z.object({
    title: answerText.nullish().catch(null),
    author: answerText.nullish().catch(null),
    episodes: z.array(z.unknown()),
  }),
});

export type ShowNotes = { title: string | null; author: string | null; episodes: ListedEpisode[] };

/**
 * Reads `/mobile/show_notes/full/{uuid}`. An episode without uuid or title is left out, since it can be paired with nothing.
 * @throws `unavailable` when the answer is no such list: another one may come.
 */
export function readShowNotes(answer: unknown, baseUrl: string): ShowNotes {
  const parsed = ShowNotes.safeParse(answer);
  if (!parsed.success) throw unavailable("Pocket Casts answered something else than a list of episodes");
  const { title, author, episodes } = parsed.data.podcast;
  const listed = episodes.flatMap((episode) => {
    const result = Listed.safeParse(episode);
    return result.success ? [read(result.data, baseUrl)] : [];
  });
  return {
    title: title ?? null,
    author: author ?? null,
    episodes: [...new Map(listed.map((each) => [each.uuid, each])).values()],
  };
}

function read(episode: z.infer<typeof Listed>, baseUrl: string): ListedEpisode {
  const named = [...(episode.pocket_casts_transcripts ?? []), ...(episode.transcripts ?? [])];
  return {
    uuid: episode.uuid,
    title: episode.title,
    publishedAt: readPublished(episode.published ?? null),
    durationSeconds: episode.duration ? Math.round(episode.duration) : null,
    files: named.flatMap((file) => readFile(file, baseUrl)),
  };
}

function readFile(file: unknown, baseUrl: string): ListedFile[] {
  const parsed = File.safeParse(file);
  if (!parsed.success || !URL.canParse(parsed.data.url, baseUrl)) return [];
  return [{ url: new URL(parsed.data.url, baseUrl).href, type: parsed.data.type ?? null }];
}

/** ISO 8601, in UTC where it names no zone, a date alone, or seconds since 1970. */
function readPublished(published: string | number | null): Date | null {
  if (published === null) return null;
  if (typeof published === "number") return validOf(new Date(published * (published < 1e11 ? 1000 : 1)));
  const hasZone = /(?:z|[+-]\d\d:?\d\d)$/i.test(published) || /^\d{4}-\d\d-\d\d$/.test(published);
  return validOf(new Date(hasZone ? published : `${published}Z`));
}

/** The years that every reader of a date knows. */
function validOf(date: Date): Date | null {
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date : null;
}
