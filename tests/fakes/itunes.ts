import type { IncomingMessage, ServerResponse } from "node:http";
import { type Host, startHost } from "./start-host";

/** A podcast in Apple's directory. One without `feedUrl` is exclusive to Apple. */
export type ListedPodcast = { id: number; title: string; author?: string; feedUrl?: string; episodes?: number };

/** How Apple, or what stands between, may answer instead of as it should. */
export type Mood =
  | { kind: "forbidden" }
  | { kind: "busy"; retryAfter?: string }
  | { kind: "down" }
  | { kind: "broken" }
  | { kind: "page" }
  | { kind: "silent" }
  | { kind: "wrapped" }
  | { kind: "moved" };

export type Itunes = Host & {
  /** What a search or a lookup finds. Null stands for a result that is no object. */
  listed: (ListedPodcast | null)[];
  /** Finds more by the words of a search. */
  find: (term: string) => ListedPodcast[];
  /** The moods of the next answers, in order; then all is well again. */
  moods: Mood[];
  /** The questions, in order: path and query. */
  asked: string[];
};

/** Apple's directory on this machine: `/search` and `/lookup`, with the blank lines before each answer, and its bad days. */
export async function startItunes(): Promise<Itunes> {
  const host = await startHost((request, response) => answer(itunes, request, response));
  const itunes: Itunes = {
    ...host,
    listed: [],
    find: () => [],
    moods: [],
    asked: [],
  };
  return itunes;
}

function answer(itunes: Itunes, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", itunes.url);
  const path = url.pathname.replace(/^\/moved/, "");
  if (path !== "/search" && path !== "/lookup") {
    response.writeHead(404).end();
    return;
  }
  if (url.pathname === path) itunes.asked.push(url.pathname + url.search);
  const results = path === "/lookup" ? lookUp(itunes, url) : search(itunes, url);
  const json = JSON.stringify({ resultCount: results.length, results }, null, 1);
  send(url.pathname === path ? itunes.moods.shift() : undefined, response, {
    json,
    moved: `/moved${path}${url.search}`,
  });
}

function lookUp({ listed }: Itunes, url: URL): unknown[] {
  const id = Number(url.searchParams.get("id"));
  return listed.filter((podcast) => podcast?.id === id).map(asApple);
}

/** Every word must stand in title or author, as a beginning at least. */
function search({ listed, find }: Itunes, url: URL): unknown[] {
  const term = url.searchParams.get("term") ?? "";
  const words = term.toLowerCase().split(/\s+/);
  const isMeant = ({ title, author = "" }: ListedPodcast) =>
    words.every((word) => `${title} ${author}`.toLowerCase().includes(word));
  const found = listed.filter((podcast) => podcast === null || isMeant(podcast));
  return [...found, ...find(term)].slice(0, Number(url.searchParams.get("limit") ?? 50)).map(asApple);
}

function asApple(podcast: ListedPodcast | null): unknown {
  if (!podcast) return null;
  const { id, title, author, feedUrl, episodes } = podcast;
  return {
    wrapperType: "track",
    kind: "podcast",
    collectionId: id,
    trackId: id,
    collectionName: title,
    trackName: title,
    ...(author === undefined ? {} : { artistName: author }),
    ...(feedUrl === undefined ? {} : { feedUrl }),
    ...(episodes === undefined ? {} : { trackCount: episodes }),
    collectionPrice: 0,
    genres: ["Podcasts"],
  };
}

function send(
  mood: Mood | undefined,
  response: ServerResponse,
  { json, moved }: { json: string; moved: string },
): void {
  const ok = (body: string, type = "text/javascript; charset=utf-8") =>
    response.writeHead(200, { "content-type": type }).end(body);
  switch (mood?.kind) {
    case undefined:
      return void ok(`\n\n\n\n${json}\n`);
    case "wrapped":
      return void ok(JSON.stringify({ contents: `\n\n${json}`, status: { http_code: 200 } }), "application/json");
    case "broken":
      return void ok(json.slice(0, json.length / 2));
    case "page":
      return void ok("<!doctype html><title>Sign in to the network</title>", "text/html");
    case "moved":
      return void response.writeHead(302, { location: moved }).end();
    case "forbidden":
      return void response.writeHead(403).end();
    case "down":
      return void response.writeHead(503, { "retry-after": "7" }).end();
    case "busy":
      return void response.writeHead(429, mood.retryAfter ? { "retry-after": mood.retryAfter } : {}).end();
    case "silent":
      return;
  }
}
