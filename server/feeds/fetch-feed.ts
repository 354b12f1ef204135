import { z } from "zod";
import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { type HttpResponse, statusError } from "@/server/platform/http";
import { parseFeed } from "./parse-feed";
import type { ParsedFeed } from "./parsed-feed";

const MAX_FEED_BYTES = 25_000_000;
const TIMEOUT_MS = 60_000;
/** Pages name a feed for each format and one for comments; beyond that they list what is not theirs. */
const MAX_ALTERNATES = 3;
const ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

type Context = Pick<Core, "http" | "clock">;

export type FetchedFeed =
  | { kind: "unchanged" }
  | { kind: "fetched"; feed: ParsedFeed; url: string; etag: string | null; lastModified: string | null };

type FeedRequest = {
  url: string;
  etag?: string | null;
  lastModified?: string | null;
  /** A web page may lead to the feed that it names. */
  mayFollowAlternate?: boolean;
  signal?: AbortSignal | undefined;
};

/** Fetches and parses a feed document, conditionally when validators are given. @throws AppError that says why not. */
export async function fetchFeed(ctx: Context, request: FeedRequest): Promise<FetchedFeed> {
  const response = await ctx.http.get(request.url, {
    headers: {
      accept: ACCEPT,
      ...(request.etag ? { "if-none-match": request.etag } : {}),
      ...(request.lastModified ? { "if-modified-since": request.lastModified } : {}),
    },
    maxBytes: MAX_FEED_BYTES,
    timeoutMs: TIMEOUT_MS,
    signal: request.signal,
  });
  if (response.status === 304) return { kind: "unchanged" };
  if (response.status < 200 || response.status > 299) throw statusError(response, ctx.clock.now());
  try {
    return {
      kind: "fetched",
      feed: await parseFeed(response.body, { contentType: response.headers.get("content-type"), url: response.url }),
      url: request.url,
      etag: response.headers.get("etag"),
      lastModified: response.headers.get("last-modified"),
    };
  } catch (error) {
    const alternates = request.mayFollowAlternate ? alternatesOf(error, response) : [];
    if (alternates.length === 0) throw error;
    return fetchAlternate(ctx, alternates, request.signal);
  }
}

function alternatesOf(error: unknown, page: HttpResponse): string[] {
  if (!(error instanceof AppError)) return [];
  const details = z.object({ alternates: z.array(z.string()) }).safeParse(error.details);
  return details.data?.alternates.filter((url) => url !== page.url) ?? [];
}

/** The first feed of a web page that can be read. @throws AppError that says what is wrong with the first one */
async function fetchAlternate(ctx: Context, urls: readonly string[], signal?: AbortSignal): Promise<FetchedFeed> {
  const troubles: AppError[] = [];
  for (const url of urls.slice(0, MAX_ALTERNATES)) {
    try {
      return await fetchFeed(ctx, { url, signal });
    } catch (error) {
      if (signal?.aborted || !(error instanceof AppError)) throw error;
      troubles.push(error);
    }
  }
  const [first] = troubles;
  const message = `This is a web page, and the feed that it names cannot be read: ${first?.message}`;
  throw new AppError(first?.kind ?? "invalid", message, { cause: first });
}
