import type { IncomingMessage, ServerResponse } from "node:http";
import { type Host, startHost } from "./start-host";

/** How a file, a search or a list is answered; a number is a status. */
export type FakeAnswer =
  | { text: string; delayMs?: number }
  | { status: number; retryAfter?: number }
  | "hang"
  | "break";

export type FakeShow = { uuid: string; title: string; author?: string; [field: string]: unknown };
export type FakeEpisode = { uuid: string; title?: string; published?: string; [field: string]: unknown };

/**
 * Pocket Casts as far as this product speaks with it: the search by POST, the show notes by a redirect to a static file, and
 * transcripts. What it is to answer is set from outside, and it counts what it is asked.
 */
export type FakePocketcasts = Host & {
  /** What the search finds, whatever it is asked for, in this order. */
  found: FakeShow[];
  /** The list of each show, by its uuid. */
  episodes: Map<string, FakeEpisode[]>;
  /** Transcripts, by the path of their URL. */
  files: Map<string, FakeAnswer>;
  /** Answers of these instead, while they are set. */
  trouble: { search?: FakeAnswer; list?: FakeAnswer };
  asked: { terms: string[]; lists: number; files: Map<string, number> };
  /** An entry of a list, whose transcript is there unless another answer is given. */
  episode(title: string, published: string | null, transcript?: FakeAnswer | null): FakeEpisode;
  forget(): void;
};

export async function startPocketcasts(): Promise<FakePocketcasts> {
  const host = await startHost((request, response) => void answer(fake, request, response));
  let number = 0;
  const fake: FakePocketcasts = {
    ...host,
    found: [],
    episodes: new Map(),
    files: new Map(),
    trouble: {},
    asked: { terms: [], lists: 0, files: new Map() },
    episode(title, published, transcript = { text: `WEBVTT\n\n00:01.000 --> 00:04.000\nThis is ${title}.\n` }) {
      number++;
      const path = `/generated_transcripts/${number}.vtt`;
      if (transcript) fake.files.set(path, transcript);
      const files = transcript ? [{ url: `${fake.url}${path}`, type: "text/vtt" }] : [];
      return { uuid: `episode-${number}`, title, ...(published && { published }), pocket_casts_transcripts: files };
    },
    forget() {
      fake.found = [];
      fake.episodes.clear();
      fake.files.clear();
      fake.trouble = {};
      fake.asked = { terms: [], lists: 0, files: new Map() };
    },
  };
  return fake;
}

async function answer(fake: FakePocketcasts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", fake.url);
  if (request.method === "POST" && pathname === "/discover/search") {
    fake.asked.terms.push(JSON.parse(await bodyOf(request)).term);
    return send(response, fake.trouble.search ?? { text: JSON.stringify(fake.found) });
  }
  const uuid = /^\/mobile\/show_notes\/full\/([^/]+)$/.exec(pathname)?.[1];
  if (uuid) {
    response.writeHead(302, { location: `/static/${uuid}.json` }).end();
    return;
  }
  const listed = /^\/static\/([^/]+)\.json$/.exec(pathname)?.[1];
  if (listed) {
    fake.asked.lists++;
    const episodes = fake.episodes.get(listed);
    const list = episodes ? { text: JSON.stringify({ podcast: { uuid: listed, episodes } }) } : { status: 404 };
    return send(response, fake.trouble.list ?? list);
  }
  fake.asked.files.set(pathname, (fake.asked.files.get(pathname) ?? 0) + 1);
  return send(response, fake.files.get(pathname) ?? { status: 404 });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function send(response: ServerResponse, given: FakeAnswer): Promise<void> {
  if (given === "hang") return;
  if (given === "break") {
    response.destroy();
    return;
  }
  if ("status" in given) {
    response
      .writeHead(given.status, given.retryAfter === undefined ? {} : { "retry-after": String(given.retryAfter) })
      .end();
    return;
  }
  if (given.delayMs) await new Promise((resolve) => setTimeout(resolve, given.delayMs));
  response.end(given.text);
}
