import type { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { ZodError } from "zod";
import { AppError, type ErrorKind } from "@/server/platform/errors";
import { detailsOf, publicMessage } from "../trpc/trpc";
import { problem } from "./problem-response";

/** The domain knows no HTTP: this is where it learns it. */
export const httpStatus = {
  invalid: 400,
  unauthorized: 401,
  not_found: 404,
  conflict: 409,
  limited: 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** A failure of a procedure as an answer. Input that does not fit its schema is a 422. */
export function problemOf(error: TRPCError): Response {
  const message = publicMessage(error);
  if (error.cause instanceof ZodError && error.code === "BAD_REQUEST")
    return problem(422, "VALIDATION", message, detailsOf(error));
  if (!(error.cause instanceof AppError)) return problem(getHTTPStatusCodeFromError(error), error.code, message);
  const { kind, retryAfterMs } = error.cause;
  const response = problem(httpStatus[kind], kind.toUpperCase(), message, detailsOf(error));
  if (retryAfterMs !== undefined) response.headers.set("retry-after", String(Math.ceil(retryAfterMs / 1000)));
  return response;
}
