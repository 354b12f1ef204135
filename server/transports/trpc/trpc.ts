import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { ZodError, z } from "zod";
import type { App } from "@/server/app";
import { AppError, type ErrorKind } from "@/server/platform/errors";
import { sentenceOf } from "../sentence-of";

/** What a procedure works with. */
export type Context = { app: App };

/** The REST face of a procedure. Its input comes from path, query and body, in that order of strength. */
export type RestMeta = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api`, with parameters as `{id}`. */
  path: `/${string}`;
  summary: string;
  tags: readonly [string];
  /** Of a success; 200 when left out. */
  status?: 200 | 201 | 202;
  /** The input has a field for an XML file: the body may be that file as it is, or a form with it. JSON works too. */
  file?: { field: string; mediaType: string; maxBytes: number };
};

const trpcCode = {
  invalid: "BAD_REQUEST",
  unauthorized: "UNAUTHORIZED",
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  limited: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorKind, TRPCError["code"]>;

const t = initTRPC
  .context<Context>()
  .meta<{ rest?: RestMeta }>()
  .create({
    transformer: superjson,
    sse: { ping: { enabled: true, intervalMs: 15_000 }, maxDurationMs: 5 * 60_000 },
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      message: publicMessage(error),
      data: { code: shape.data.code, httpStatus: shape.data.httpStatus, details: detailsOf(error) },
    }),
  });

/** What may be told of an error: its message when it was meant for people, nothing of it otherwise. */
export function publicMessage(error: TRPCError): string {
  if (error.cause instanceof ZodError) return sentenceOf(error.cause);
  if (error.cause instanceof AppError || error.code !== "INTERNAL_SERVER_ERROR") return error.message;
  return "Something went wrong here; the server's log says what";
}

export function detailsOf(error: TRPCError): unknown {
  if (error.cause instanceof ZodError) return z.flattenError(error.cause);
  return error.cause instanceof AppError ? error.cause.details : undefined;
}

/** Translates failures and logs the bugs, in one place for all procedures. */
const border = t.middleware(async ({ ctx, next, path, type }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof AppError) throw new TRPCError({ code: trpcCode[cause.kind], message: cause.message, cause });
  if (result.error.code === "INTERNAL_SERVER_ERROR")
    ctx.app.log.error("request.failed", { procedure: path, type, error: cause ?? result.error });
  return result;
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
/** A procedure that anybody who may use this server may call. */
export const procedure = t.procedure.use(border);
