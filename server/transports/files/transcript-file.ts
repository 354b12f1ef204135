import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { App } from "@/server/app";
import { AppError } from "@/server/platform/errors";
import { contentDisposition } from "@/server/transcripts/export-filename";
import { exportTranscript } from "@/server/transcripts/transcripts.service";
import { httpStatus } from "../rest/problem";

const Query = z.object({
  id: z.coerce.number().int().positive().max(2147483647),
  format: z.enum(["md", "txt", "srt", "vtt", "json"]).default("md"),
  version: z.coerce.number().int().positive().max(2147483647).optional(),
});

type Request = IncomingMessage & { query: Partial<Record<string, string | string[]>> };

/** `GET /api/episodes/{id}/transcript?format=`: the file, or the one error shape. */
export async function serveTranscriptFile(app: App, request: Request, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    return answerProblem(response, 405, "METHOD_NOT_ALLOWED", "use GET");
  }
  const query = Query.safeParse(request.query);
  if (!query.success) return answerProblem(response, 422, "VALIDATION", z.prettifyError(query.error));
  try {
    const file = await exportTranscript(app, query.data);
    const body = Buffer.from(file.body, "utf8");
    response.writeHead(200, {
      "content-type": file.mediaType,
      "content-length": body.byteLength,
      "content-disposition": contentDisposition(file.fileName),
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    response.end(request.method === "HEAD" ? undefined : body);
  } catch (error) {
    if (error instanceof AppError)
      return answerProblem(response, httpStatus[error.kind], error.kind.toUpperCase(), error.message);
    app.log.error("request.failed", { path: request.url, error });
    answerProblem(response, 500, "INTERNAL_SERVER_ERROR", "Something went wrong here; the server's log says what");
  }
}

function answerProblem(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify({ error: { code, message }, detail: message }));
}
