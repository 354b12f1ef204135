import type { IncomingMessage, ServerResponse } from "node:http";
import type { App } from "@/server/app";
import { AppError } from "@/server/platform/errors";
import { contentDisposition } from "@/server/transcripts/export-filename";
import { httpStatus } from "../rest/problem";

type TextFile = { fileName: string; mediaType: string; body: string };

/** Answers GET and HEAD with a text as an attachment, or with the one error shape. */
export async function sendFile(
  app: App,
  request: IncomingMessage,
  response: ServerResponse,
  make: () => Promise<TextFile>,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    return answerProblem(response, 405, "METHOD_NOT_ALLOWED", "use GET");
  }
  try {
    const file = await make();
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
