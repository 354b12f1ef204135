import { type AnyTRPCRouter, callTRPCProcedure, getTRPCErrorFromUnknown } from "@trpc/server";
import { AppError } from "@/server/platform/errors";
import { compileRoutes, type Route } from "./compile-routes";
import { describeApi } from "./openapi";
import { httpStatus, problemOf } from "./problem";
import { problem } from "./problem-response";
import { readInput, UnsupportedMediaType } from "./read-input";

export type Rest = { handle(request: Request): Promise<Response> };

type Options<Context> = {
  router: AnyTRPCRouter;
  prefix: string;
  version: string;
  createContext: (request: Request) => Context;
};

/** Serves every procedure that has a REST face below `prefix`, and the OpenAPI document of all of them. */
export function createRest<Context>(options: Options<Context>): Rest {
  const routes = compileRoutes(options.router);
  let document: unknown;

  return {
    async handle(request) {
      const { pathname } = new URL(request.url);
      const path = pathname.slice(options.prefix.length) || "/";
      const method = request.method === "HEAD" ? "GET" : request.method;
      if (path === "/openapi.json" && method === "GET") {
        document ??= describeApi(routes, { prefix: options.prefix, version: options.version });
        return Response.json(document);
      }
      const matching = routes.filter((route) => route.pattern.test(path));
      const route = matching.find((candidate) => candidate.rest.method === method);
      if (route) return serve(options, route, path, request);
      if (matching.length === 0) return problem(404, "NOT_FOUND", `there is nothing at ${pathname}`);
      const allowed = [...new Set(matching.map((candidate) => candidate.rest.method))].join(", ");
      const answer = problem(405, "METHOD_NOT_ALLOWED", `use ${allowed}`);
      answer.headers.set("allow", allowed);
      return answer;
    },
  };
}

async function serve<Context>(
  options: Options<Context>,
  route: Route,
  path: string,
  request: Request,
): Promise<Response> {
  try {
    const input = await readInput(route, request, readParameters(route, path));
    const output = await callTRPCProcedure({
      router: options.router,
      path: route.procedure,
      getRawInput: async () => input,
      ctx: options.createContext(request),
      type: route.type,
      signal: request.signal,
      batchIndex: 0,
    });
    return Response.json(output, { status: route.rest.status ?? 200, headers: { "cache-control": "no-store" } });
  } catch (error) {
    if (error instanceof UnsupportedMediaType) return problem(415, "UNSUPPORTED_MEDIA_TYPE", error.message);
    if (error instanceof AppError) return problem(httpStatus[error.kind], error.kind.toUpperCase(), error.message);
    return problemOf(getTRPCErrorFromUnknown(error));
  }
}

function readParameters(route: Route, path: string): Record<string, string> {
  const values = route.pattern.exec(path)?.slice(1) ?? [];
  return Object.fromEntries(route.parameters.map((name, index) => [name, decodeSegment(values[index] ?? "")]));
}

/** A malformed escape stays as it is: the schema will refuse it. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
