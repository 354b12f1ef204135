import type { ServerResponse } from "node:http";
import type { App } from "@/server/app";
import { AppError } from "@/server/platform/errors";
import { httpStatus } from "../rest/problem";

/** The one error shape, on a Node stream. */
export function answerProblem(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify({ error: { code, message }, detail: message }));
}

/** A failure as an answer; bugs are logged and not told. */
export function answerFailure(app: App, path: string | undefined, response: ServerResponse, error: unknown): void {
  if (error instanceof AppError) {
    answerProblem(response, httpStatus[error.kind], error.kind.toUpperCase(), error.message);
    return;
  }
  app.log.error("request.failed", { path, error });
  answerProblem(response, 500, "INTERNAL_SERVER_ERROR", "Something went wrong here; the server's log says what");
}
