export type NumberKind = { kind: "number"; isWhole: boolean; min: number | null; max: number | null };

/** By what a value is changed. */
export type FieldKind =
  | { kind: "switch" }
  | { kind: "choice"; options: readonly (string | number)[] }
  | NumberKind
  | { kind: "text"; maxLength: number | null };

/** From the JSON Schema of a value. What is not known here is a text: the server says whether it will do. */
export function fieldKind(schema: Record<string, unknown>): FieldKind {
  const { type, enum: options } = schema;
  if (Array.isArray(options)) return { kind: "choice", options: options.filter(isNameable) };
  if (type === "boolean") return { kind: "switch" };
  if (type === "integer" || type === "number") return numberKind(schema, type === "integer");
  return { kind: "text", maxLength: numberOf(schema.maxLength) };
}

function numberKind(schema: Record<string, unknown>, isWhole: boolean): NumberKind {
  const above = isWhole ? numberOf(schema.exclusiveMinimum) : null;
  const below = isWhole ? numberOf(schema.exclusiveMaximum) : null;
  return {
    kind: "number",
    isWhole,
    min: limitOf(above === null ? numberOf(schema.minimum) : above + 1),
    max: limitOf(below === null ? numberOf(schema.maximum) : below - 1),
  };
}

const isNameable = (option: unknown) => typeof option === "string" || typeof option === "number";
const numberOf = (value: unknown) => (typeof value === "number" ? value : null);
/** Where whole numbers end anyway is no limit to speak of. */
const limitOf = (value: number | null) => (value === null || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? null : value);
