import type { IncomingMessage, ServerResponse } from "node:http";
import { type Host, startHost } from "./start-host";

type Answer = { status?: number; headers?: Record<string, string>; body?: string | Uint8Array };
type Page = Answer | ((request: IncomingMessage) => Answer | "hang" | "break");

/** A host on this machine that serves feeds and transcripts, and can misbehave as real ones do. */
export type FeedHost = Host & {
  pages: Map<string, Page>;
  /** How often each path was asked for. */
  hits: Map<string, number>;
};

export async function startFeedHost(): Promise<FeedHost> {
  const pages = new Map<string, Page>();
  const hits = new Map<string, number>();
  const host = await startHost((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? "/";
    hits.set(path, (hits.get(path) ?? 0) + 1);
    const page = pages.get(path);
    const answer = typeof page === "function" ? page(request) : (page ?? { status: 404 });
    if (answer === "hang") return;
    if (answer === "break") {
      request.socket.destroy();
      return;
    }
    const etag = answer.headers?.etag;
    if (etag && request.headers["if-none-match"] === etag) response.writeHead(304).end();
    else response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
  });
  return { ...host, pages, hits };
}
