import { invalid } from "@/server/platform/errors";
import type { JsonSchema, Route } from "./compile-routes";
import { readBytes } from "./read-bytes";
import { readFileBody } from "./read-file-body";

/** No JSON that this API takes is larger, but for the one that holds a file. */
const MAX_BODY_BYTES = 1_000_000;

/** A request that is wrong before any schema is asked. */
export class UnsupportedMediaType extends Error {}

/** Gathers a procedure's input: path parameters over query over JSON body. Strings become what the schema asks for. */
export async function readInput(route: Route, request: Request, parameters: Record<string, string>): Promise<unknown> {
  if (!route.input) return undefined;
  const { properties } = route.input;
  const coerced = (name: string, value: string | string[]) => coerce(value, properties[name]);
  const query = new URL(request.url).searchParams;
  const fromQuery = Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name);
      return [name, coerced(name, values.length > 1 ? values : (values[0] ?? ""))];
    }),
  );
  const fromPath = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, coerced(name, value)]));
  const body = await readBody(route, request);
  return { ...body, ...fromQuery, ...fromPath };
}

async function readBody({ rest }: Route, request: Request): Promise<Record<string, unknown>> {
  if (rest.method === "GET" || rest.method === "DELETE") return {};
  const file = rest.file && (await readFileBody(request, rest.file));
  // Within JSON a quotation mark takes two bytes.
  return file ?? readJsonBody(request, rest.file ? 2 * rest.file.maxBytes : MAX_BODY_BYTES);
}

async function readJsonBody(request: Request, maxBytes: number): Promise<Record<string, unknown>> {
  const text = new TextDecoder().decode(await readBytes(request, maxBytes));
  if (text === "") return {};
  if (!/\bjson\b/i.test(request.headers.get("content-type") ?? ""))
    throw new UnsupportedMediaType("send application/json");
  const body = parseJson(text);
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw invalid("the body must be a JSON object");
  return { ...body };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid("the body is not valid JSON", { cause });
  }
}

/** A string from path or query as the schema's type. What does not look like it stays a string: the schema will say so. */
function coerce(value: string | string[], schema: JsonSchema | undefined): unknown {
  const type =
    schema?.type ??
    schema?.anyOf
      ?.map((option) => (typeof option === "object" ? option.type : undefined))
      .find((name) => name !== "null");
  if (type === "array") {
    const items =
      typeof schema?.items === "object" && !Array.isArray(schema.items) ? (schema.items as JsonSchema) : undefined;
    return (Array.isArray(value) ? value : [value])
      .flatMap((text) => text.split(","))
      .map((text) => coerce(text, items));
  }
  const text = Array.isArray(value) ? (value.at(-1) ?? "") : value;
  if (type === "integer" || type === "number")
    return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
  if (type === "boolean")
    return text === "true" || text === "1" ? true : text === "false" || text === "0" ? false : text;
  return text;
}
