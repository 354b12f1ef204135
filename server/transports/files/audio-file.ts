import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { App } from "@/server/app";
import { type AudioFile, getAudioFile } from "@/server/audio/audio.service";
import { contentDisposition, exportFilename } from "@/server/transcripts/export-filename";
import { sentenceOf } from "../sentence-of";
import { answerFailure, answerProblem } from "./answer-problem";
import { type AskedRange, parseRange } from "./parse-range";

const Query = z.object({ id: z.coerce.number().int().positive().max(2147483647) });

type Request = IncomingMessage & { query: Partial<Record<string, string | string[]>> };

/** `GET /api/episodes/{id}/audio`: the stored file or a part of it, or the one error shape. */
export async function serveAudioFile(app: App, request: Request, response: ServerResponse): Promise<void> {
  const query = Query.safeParse(request.query);
  if (!query.success) return answerProblem(response, 422, "VALIDATION", sentenceOf(query.error));
  try {
    const file = await getAudioFile(app, query.data);
    const { headers } = request;
    const etag = `"${file.sha256}"`;
    const isWholeAsked = headers["if-range"] !== undefined && headers["if-range"] !== etag;
    const asked = parseRange(isWholeAsked ? undefined : headers.range, file.sizeBytes);
    if (isKnown(headers["if-none-match"], etag)) {
      response.writeHead(304, { etag, "cache-control": CACHE }).end();
      return;
    }
    if (asked.kind === "unsatisfiable") {
      response.setHeader("content-range", `bytes */${file.sizeBytes}`);
      return answerProblem(response, 416, "RANGE_NOT_SATISFIABLE", `the file has ${file.sizeBytes} bytes`);
    }
    await send(app, request, response, file, asked);
  } catch (error) {
    // What has begun cannot be turned into an error; a listener who goes away is none.
    if (response.headersSent) response.destroy();
    else answerFailure(app, request.url, response, error);
  }
}

/** It may change when it is downloaded again: browsers ask, and are mostly told that it has not. */
const CACHE = "private, no-cache";

const isKnown = (ifNoneMatch: string | undefined, etag: string) =>
  ifNoneMatch === "*" || (ifNoneMatch?.split(",").some((each) => each.trim().replace(/^W\//, "") === etag) ?? false);

async function send(
  app: App,
  request: Request,
  response: ServerResponse,
  file: AudioFile,
  asked: Exclude<AskedRange, { kind: "unsatisfiable" }>,
): Promise<void> {
  const range = asked.kind === "part" ? asked.range : null;
  const headers = {
    "content-type": file.mediaType,
    "content-length": range ? range.end - range.start + 1 : file.sizeBytes,
    "content-disposition": contentDisposition(exportFilename(file)).replace(/^attachment/, "inline"),
    "accept-ranges": "bytes",
    etag: `"${file.sha256}"`,
    "x-content-type-options": "nosniff",
    "cache-control": CACHE,
    ...(range ? { "content-range": `bytes ${range.start}-${range.end}/${file.sizeBytes}` } : {}),
  };
  const status = range ? 206 : 200;
  if (request.method === "HEAD") {
    response.writeHead(status, headers).end();
    return;
  }
  const body = await app.files.read(file.key, range ?? undefined);
  response.writeHead(status, headers);
  await pipeline(body, response);
}
