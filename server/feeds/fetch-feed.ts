import { z } from "zod";
import type { Core } from "@/server/platform/core";
import { AppError, invalid } from "@/server/platform/errors";
import { type HttpResponse, statusError } from "@/server/platform/http";
import { withoutSecrets } from "@/server/platform/secret-parameters";
import { type FeedAccess, joinAccess, publicAccess } from "./feed-access";
import { parseFeed, refusalOf } from "./parsing/parse-feed";
import type { ParsedFeed } from "./parsing/parsed-feed";

const MAX_FEED_BYTES = 25_000_000;
const TIMEOUT_MS = 60_000;
/** Pages name a blog in each format and its comments before a podcast; beyond that they list what is not theirs. */
const MAX_ALTERNATES = 5;
const ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

type Context = Pick<Core, "http" | "clock">;

/** `movedTo` is where permanent redirects lead, with what is secret in that address. */
export type FetchedDocument = {
  kind: "fetched";
  feed: ParsedFeed;
  url: string;
  movedTo: string | null;
  etag: string | null;
  lastModified: string | null;
};

export type FetchedFeed = { kind: "unchanged"; movedTo: string | null } | FetchedDocument;

type FeedRequest = {
  /** Without what is secret in it: that is in `access`. */
  url: string;
  access?: FeedAccess;
  etag?: string | null;
  lastModified?: string | null;
  /** A web page may lead to the feed that it names. */
  mayFollowAlternate?: boolean;
  signal?: AbortSignal | undefined;
};

/** Fetches and parses a feed document, conditionally when validators are given. @throws AppError that says why not. */
export async function fetchFeed(ctx: Context, request: FeedRequest): Promise<FetchedFeed> {
  const { access = publicAccess } = request;
  const response = await ctx.http.get(joinAccess(request.url, access), {
    headers: {
      accept: ACCEPT,
      ...(access.authorization ? { authorization: access.authorization } : {}),
      ...(request.etag ? { "if-none-match": request.etag } : {}),
      ...(request.lastModified ? { "if-modified-since": request.lastModified } : {}),
    },
    maxBytes: MAX_FEED_BYTES,
    timeoutMs: TIMEOUT_MS,
    signal: request.signal,
  });
  if (response.status === 304) return { kind: "unchanged", movedTo: response.movedTo };
  if (response.status === 401 || response.status === 403) throw refusedAccess(response, access);
  if (response.status < 200 || response.status > 299) throw statusError(response, ctx.clock.now());
  try {
    return {
      kind: "fetched",
      feed: await parseFeed(response.body, {
        contentType: response.headers.get("content-type"),
        url: withoutSecrets(response.url), // what links to `#` links here
      }),
      url: request.url,
      movedTo: response.movedTo,
      etag: response.headers.get("etag"),
      lastModified: response.headers.get("last-modified"),
    };
  } catch (error) {
    const alternates = request.mayFollowAlternate ? alternatesOf(error, response) : [];
    if (alternates.length === 0) throw error;
    return fetchAlternate(ctx, alternates, request.signal);
  }
}

/** The host lives, and does not let us in. */
export const isRefusal = (error: AppError) => {
  const details = z.object({ status: z.literal([401, 403]) }).safeParse(error.details);
  return error.kind === "invalid" && details.success;
};

/** Not `unauthorized`: it is not this server that asks its user for a password. */
function refusedAccess(response: HttpResponse, access: FeedAccess): AppError {
  const { host } = new URL(response.url);
  const details = { status: response.status, needs_credentials: response.status === 401 };
  const isGiven = access.authorization !== null;
  if (response.status === 403) return invalid(`${host} does not give this feed to us (403)`, { details });
  return invalid(isGiven ? `${host} does not accept this password` : `${host} asks for a password`, { details });
}

function alternatesOf(error: unknown, page: HttpResponse): string[] {
  if (!(error instanceof AppError)) return [];
  const details = z.object({ alternates: z.array(z.string()) }).safeParse(error.details);
  return details.data?.alternates.filter((url) => url !== page.url) ?? [];
}

/** The first feed of a web page that has episodes, or else the first that can be read. @throws AppError that says what is wrong with the first one */
async function fetchAlternate(ctx: Context, urls: readonly string[], signal?: AbortSignal): Promise<FetchedFeed> {
  const troubles: AppError[] = [];
  const withoutEpisodes: FetchedFeed[] = [];
  for (const url of urls.slice(0, MAX_ALTERNATES)) {
    try {
      const fetched = await fetchFeed(ctx, { url, signal });
      if (fetched.kind === "unchanged" || refusalOf(fetched.feed) === null) return fetched;
      withoutEpisodes.push(fetched);
    } catch (error) {
      if (signal?.aborted || !(error instanceof AppError)) throw error;
      troubles.push(error);
    }
  }
  if (withoutEpisodes[0]) return withoutEpisodes[0];
  const [first] = troubles;
  const message = `This is a web page, and the feed that it names cannot be read: ${first?.message}`;
  throw new AppError(first?.kind ?? "invalid", message, { cause: first });
}
