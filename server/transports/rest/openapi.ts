import { type JsonSchema, type Route, toJsonSchema } from "./compile-routes";
import { fileOperations } from "./file-operations";

type Json = Record<string, unknown>;

const errorSchema = {
  type: "object",
  required: ["error", "detail"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message"],
      properties: { code: { type: "string" }, message: { type: "string" }, details: {} },
    },
    detail: { type: "string", description: "The message once more" },
  },
};

/** The OpenAPI 3.1 document of these routes and of the file streams beside them. */
export function describeApi(routes: readonly Route[], info: { prefix: string; version: string }): Json {
  const schemas: Json = { Error: errorSchema };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = info.prefix + route.rest.path;
    paths[path] = { ...paths[path], [route.rest.method.toLowerCase()]: describe(route, schemas) };
  }
  for (const [path, operation] of Object.entries(fileOperations))
    paths[info.prefix + path] = { ...paths[info.prefix + path], get: operation };
  return {
    openapi: "3.1.0",
    info: {
      title: "cast2md",
      version: info.version,
      description: "Podcasts as a library that can be read and searched.",
    },
    paths,
    components: { schemas },
  };
}

function describe(route: Route, schemas: Json): Json {
  const properties = Object.entries(route.input?.properties ?? {});
  const hasBody = route.rest.method !== "GET" && route.rest.method !== "DELETE";
  const elsewhere = properties.filter(([name]) => !route.parameters.includes(name));
  const parameters = [
    ...route.parameters.map((name) => ({
      name,
      in: "path",
      required: true,
      schema: hoist(route.input?.properties[name] ?? { type: "string" }, schemas),
    })),
    ...(hasBody
      ? []
      : elsewhere.map(([name, schema]) => ({
          name,
          in: "query",
          required: route.input?.required.has(name) ?? false,
          schema: hoist(schema, schemas),
        }))),
  ];
  const error = {
    description: "Error",
    content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
  };
  return {
    operationId: route.procedure.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase()),
    tags: route.rest.tags,
    summary: route.rest.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(hasBody && elsewhere.length > 0 ? { requestBody: describeBody(route, elsewhere, schemas) } : {}),
    responses: {
      [route.rest.status ?? 200]: describeOutput(route, schemas),
      "422": { ...error, description: "The input does not fit" },
      default: error,
    },
  };
}

function describeBody(route: Route, properties: [string, JsonSchema][], schemas: Json): Json {
  const required = properties.map(([name]) => name).filter((name) => route.input?.required.has(name));
  const schema = hoist({ type: "object", properties: Object.fromEntries(properties), required }, schemas);
  const { file } = route.rest;
  const asFile = file && {
    [file.mediaType]: { schema: { type: "string" } },
    "multipart/form-data": {
      schema: { type: "object", properties: { file: { type: "string", contentMediaType: file.mediaType } } },
    },
  };
  return { required: required.length > 0, content: { "application/json": { schema }, ...asFile } };
}

function describeOutput(route: Route, schemas: Json): Json {
  if (!route.output) return { description: "OK" };
  return {
    description: "OK",
    content: { "application/json": { schema: hoist(toJsonSchema(route.output, "output"), schemas) } },
  };
}

/** Moves named schemas to the components of the document and leaves references. */
function hoist(schema: JsonSchema, schemas: Json): Json {
  const { $defs, ...own } = schema;
  for (const [name, definition] of Object.entries($defs ?? {})) {
    if (!schemas[name] && typeof definition === "object") {
      schemas[name] = {}; // stands in while its own references are moved
      schemas[name] = hoist(definition as JsonSchema, schemas);
    }
  }
  const moved: Json = JSON.parse(JSON.stringify(own).replaceAll("#/$defs/", "#/components/schemas/"));
  const { id } = moved;
  if (typeof id !== "string") return moved;
  delete moved.id;
  schemas[id] = moved;
  return { $ref: `#/components/schemas/${id}` };
}
