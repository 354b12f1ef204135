import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Host, startHost } from "./start-host";

/** How a file is served. Everything has a default; a test says only what matters to it. */
export type AudioPage = {
  body: Uint8Array;
  status?: number;
  headers?: Record<string, string>;
  /** Ranges are answered, and the file has an ETag. */
  ranges?: boolean;
  /** The connection breaks after so many bytes of each answer; 0 means after the headers. */
  breakAfter?: number;
  /** What Content-Length says, when it is not true; null for none. */
  length?: number | null;
  /** Called before each answer: a test may change the page, or say that it never answers. */
  onAsked?: (request: IncomingMessage, page: AudioPage) => "hang" | undefined;
};

export type AudioHost = Host & {
  pages: Map<string, AudioPage>;
  /** The Range of each request, in order; "" where none was asked for. */
  asked: string[];
};

/** A host of audio files that can misbehave as real ones do. Paths are matched with their query. */
export async function startAudioHost(): Promise<AudioHost> {
  const pages = new Map<string, AudioPage>();
  const asked: string[] = [];
  const host = await startHost((request, response) => {
    asked.push(request.headers.range ?? "");
    const page = pages.get(request.url ?? "/");
    if (!page) response.writeHead(404).end("not found");
    else if (page.onAsked?.(request, page) !== "hang") serve(page, request, response);
  });
  return { ...host, pages, asked };
}

function serve(page: AudioPage, request: IncomingMessage, response: ServerResponse): void {
  const { body, ranges = true, breakAfter, length = body.byteLength } = page;
  const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 12)}"`;
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const isPart = ranges && start > 0 && request.headers["if-range"] === etag;
  const sent = isPart ? body.subarray(start) : body;
  response.writeHead(isPart ? 206 : (page.status ?? 200), {
    "content-type": "audio/mpeg",
    ...(ranges ? { etag, "accept-ranges": "bytes" } : {}),
    ...(isPart ? { "content-range": `bytes ${start}-${body.byteLength - 1}/${body.byteLength}` } : {}),
    ...(length === null ? {} : { "content-length": isPart ? sent.byteLength : length }),
    ...page.headers,
  });
  if (breakAfter === undefined || breakAfter >= sent.byteLength) {
    response.end(sent);
    return;
  }
  // A client throws away what it has not read when the line is cut: it gets some time for it.
  response.flushHeaders();
  response.write(sent.subarray(0, breakAfter), () => setTimeout(() => request.socket.destroy(), 100));
}

/** Bytes that begin as an MP3 does; `seed` makes them different from others. */
export function anMp3(size: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(size, seed);
  Buffer.from([0xff, 0xfb, 0x90, 0x64]).copy(bytes);
  return bytes;
}
