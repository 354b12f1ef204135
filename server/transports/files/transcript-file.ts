import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { App } from "@/server/app";
import { contentDisposition } from "@/server/transcripts/export-filename";
import { exportTranscript } from "@/server/transcripts/transcripts.service";
import { answerFailure, answerProblem } from "./answer-problem";

const Query = z.object({
  id: z.coerce.number().int().positive().max(2147483647),
  format: z.enum(["md", "txt", "srt", "vtt", "json"]).default("md"),
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
    answerFailure(app, request.url, response, error);
  }
}
