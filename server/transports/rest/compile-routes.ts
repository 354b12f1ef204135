import type { AnyTRPCProcedure, AnyTRPCRouter } from "@trpc/server";
import { z } from "zod";
import type { RestMeta } from "../trpc/trpc";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

export type Route = {
  /** `feeds.add` */
  procedure: string;
  type: "query" | "mutation";
  rest: RestMeta;
  pattern: RegExp;
  /** Names of the path parameters, in order. */
  parameters: string[];
  input: { schema: JsonSchema; properties: Record<string, JsonSchema>; required: ReadonlySet<string> } | null;
  output: z.ZodType | null;
};

/** Collects every procedure that has a REST face. @throws Error when two claim the same method and path. */
export function compileRoutes(router: AnyTRPCRouter): Route[] {
  const procedures: Record<string, AnyTRPCProcedure> = router._def.procedures;
  const routes = Object.entries(procedures).flatMap(([name, procedure]) => compile(name, procedure));
  // A fixed segment goes before a parameter: /episodes/recent is no episode.
  routes.sort((a, b) => compareSpecificity(a.rest.path, b.rest.path));
  const taken = new Set<string>();
  for (const { rest } of routes) {
    const key = `${rest.method} ${rest.path.replace(/\{\w+\}/g, "{}")}`;
    if (taken.has(key)) throw new Error(`two procedures claim ${key}`);
    taken.add(key);
  }
  return routes;
}

function compile(name: string, procedure: AnyTRPCProcedure): Route[] {
  const { type, meta, inputs, output } = procedure._def as typeof procedure._def & {
    meta?: { rest?: RestMeta };
    inputs: z.ZodType[];
    output?: z.ZodType;
  };
  const rest = meta?.rest;
  if (!rest || type === "subscription") return [];
  const parameters = [...rest.path.matchAll(/\{(\w+)\}/g)].map(([, parameter = ""]) => parameter);
  const source = rest.path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "([^/]+)");
  return [
    {
      procedure: name,
      type,
      rest,
      pattern: new RegExp(`^${source}/?$`),
      parameters,
      input: readInputs(inputs),
      output: output ?? null,
    },
  ];
}

/** `.input()` may be chained: the parts are read as one object. */
function readInputs(inputs: readonly z.ZodType[]): Route["input"] {
  if (inputs.length === 0) return null;
  const schemas = inputs.map((input) => toJsonSchema(input, "input"));
  const properties: Record<string, JsonSchema> = Object.assign({}, ...schemas.map((schema) => schema.properties ?? {}));
  const required = new Set(schemas.flatMap((schema) => schema.required ?? []));
  return {
    schema: schemas.length === 1 ? (schemas[0] ?? {}) : { type: "object", properties, required: [...required] },
    properties,
    required,
  };
}

/** JSON Schema 2020-12, the dialect of OpenAPI 3.1. Dates travel as ISO 8601 strings. */
export function toJsonSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    target: "draft-2020-12",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
    },
  }) as JsonSchema;
  return rest;
}

function compareSpecificity(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  const at = left.findIndex((segment, index) => segment.startsWith("{") !== (right[index] ?? "").startsWith("{"));
  if (at < 0) return 0;
  return left[at]?.startsWith("{") ? 1 : -1;
}
