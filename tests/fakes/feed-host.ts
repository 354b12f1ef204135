import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = { status?: number; headers?: Record<string, string>; body?: string | Uint8Array };
type Page = Answer | ((request: IncomingMessage) => Answer | "hang" | "break");

/** A host on this machine that serves feeds and transcripts, and can misbehave as real ones do. */
export type FeedHost = {
  url: string;
  /** For OUTBOUND_ALLOW. */
  allow: string;
  pages: Map<string, Page>;
  /** How often each path was asked for. */
  hits: Map<string, number>;
  close(): Promise<void>;
};

export async function startFeedHost(): Promise<FeedHost> {
  const pages = new Map<string, Page>();
  const hits = new Map<string, number>();
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
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
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    allow: `127.0.0.1:${port}`,
    pages,
    hits,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
