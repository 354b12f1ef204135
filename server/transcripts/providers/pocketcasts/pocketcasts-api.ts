import { z } from "zod";
import type { Core } from "@/server/platform/core";
import { unavailable } from "@/server/platform/errors";
import { type HttpResponse, statusError } from "@/server/platform/http";
import { answerId, answerText } from "./answer-text";
import type { Candidate } from "./choose-show";
import { readShowNotes, type ShowNotes } from "./read-show-notes";

const SEARCH = { maxBytes: 5_000_000, timeoutMs: 20_000 };
/** A show of some thousand episodes with its notes. */
const SHOW_NOTES = { maxBytes: 50_000_000, timeoutMs: 60_000 };

type Context = Pick<Core, "http" | "clock" | "env">;

const text = answerText.nullish().catch(null);
const id = z.union([z.string(), z.number()]).nullish().catch(null);
const Found = z.object({
  uuid: answerId,
  title: answerText,
  author: text,
  url: text,
  feed_url: text,
  website: text,
  itunes_id: id,
});

/** Shows by their title. @throws AppError when there is no answer that can be read. */
export async function searchShows(ctx: Context, term: string, signal: AbortSignal): Promise<Candidate[]> {
  const url = `${ctx.env.POCKETCASTS_API_URL}/discover/search`;
  const answer = jsonOf(ctx, await ctx.http.post(url, { ...SEARCH, json: { term }, signal }));
  const list = z.union([z.array(z.unknown()), z.object({ podcasts: z.array(z.unknown()) })]).safeParse(answer);
  if (!list.success) throw unavailable("Pocket Casts answered something else than a list of shows");
  const shows = Array.isArray(list.data) ? list.data : list.data.podcasts;
  return shows.flatMap((show) => {
    const { data } = Found.safeParse(show);
    return data ? [candidateOf(data)] : [];
  });
}

const candidateOf = (found: z.infer<typeof Found>): Candidate => ({
  uuid: found.uuid,
  title: found.title,
  author: found.author ?? null,
  feedUrl: found.feed_url ?? null,
  siteUrl: found.website ?? found.url ?? null,
  itunesId: found.itunes_id ? String(found.itunes_id) : null,
});

/** All episodes of a show. @throws AppError; `not_found` when there is no such show. */
export async function readShow(ctx: Context, uuid: string, signal: AbortSignal): Promise<ShowNotes> {
  const url = `${ctx.env.POCKETCASTS_API_URL}/mobile/show_notes/full/${encodeURIComponent(uuid)}`;
  const response = await ctx.http.get(url, { ...SHOW_NOTES, signal });
  return readShowNotes(jsonOf(ctx, response), response.url);
}

function jsonOf(ctx: Context, response: HttpResponse): unknown {
  if (response.status !== 200) throw statusError(response, ctx.clock.now());
  try {
    return JSON.parse(Buffer.from(response.body).toString("utf8"));
  } catch (cause) {
    throw unavailable("Pocket Casts answered something that is no JSON", { cause });
  }
}
