import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { z } from "zod";
import type { App } from "@/server/app";
import { contentDisposition } from "@/server/transcripts/export-filename";
import { sentenceOf } from "../sentence-of";
import { answerFailure, answerProblem } from "./answer-problem";

export type FileRequest = IncomingMessage & { query: Partial<Record<string, string | string[]>> };

export type ServedFile = {
  mediaType: string;
  /** Offered as a download under this name; shown in place without one. */
  fileName?: string;
  /** A stream is sent as it is made, without a length. */
  content: string | AsyncIterable<Uint8Array>;
};

type Serving<Query extends z.ZodType> = { app: App; request: FileRequest; response: ServerResponse; query: Query };

/** Answers `GET` and `HEAD` with a file, or with the one error shape. Parameters of path and query are checked by a schema. */
export async function serveFile<Query extends z.ZodType>(
  { app, request, response, query: schema }: Serving<Query>,
  read: (query: z.output<Query>) => Promise<ServedFile>,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    return answerProblem(response, 405, "METHOD_NOT_ALLOWED", "use GET");
  }
  const query = schema.safeParse(request.query);
  if (!query.success) return answerProblem(response, 422, "VALIDATION", sentenceOf(query.error));
  try {
    await send(await read(query.data), request, response);
  } catch (error) {
    if (response.headersSent || response.destroyed) {
      // The reader has gone, or sees by the break that the file is not whole.
      if (!isGone(error)) app.log.error("request.failed", { path: request.url, error });
      response.destroy();
    } else answerFailure(app, request.url, response, error);
  }
}

async function send(file: ServedFile, request: FileRequest, response: ServerResponse): Promise<void> {
  const { content, fileName, mediaType } = file;
  response.setHeader("content-type", mediaType);
  response.setHeader("x-content-type-options", "nosniff");
  if (fileName !== undefined) response.setHeader("content-disposition", contentDisposition(fileName));
  if (typeof content !== "string") {
    response.setHeader("cache-control", "no-store");
    response.writeHead(200);
    if (request.method === "HEAD") response.end();
    else await pipeline(Readable.from(content), response);
    return;
  }
  const body = Buffer.from(content, "utf8");
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  response.setHeader("etag", etag);
  response.setHeader("cache-control", "no-cache");
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, { "content-length": body.byteLength });
  response.end(request.method === "HEAD" ? undefined : body);
}

const isGone = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
