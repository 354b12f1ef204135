import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type FieldKind, fieldKind } from "./field-kind";

const number = (more: object) => ({ kind: "number", isWhole: false, min: null, max: null, ...more });

describe("a field from the schema of its value", () => {
  it.each<[string, z.ZodType, object]>([
    ["yes or no", z.boolean(), { kind: "switch" }],
    ["one of a few", z.enum(["low", "high"]), { kind: "choice", options: ["low", "high"] }],
    ["one of a few numbers", z.literal([16, 32]), { kind: "choice", options: [16, 32] }],
    [
      "a whole number between limits",
      z.coerce.number().int().min(5).max(365),
      number({ isWhole: true, min: 5, max: 365 }),
    ],
    ["a whole number without limits", z.int(), number({ isWhole: true })],
    ["a whole number above one", z.int().gt(1).lt(9), number({ isWhole: true, min: 2, max: 8 })],
    ["any number", z.number(), number({})],
    ["a number from zero on", z.coerce.number().min(0), number({ min: 0 })],
    ["a number above zero, which the server checks", z.number().positive(), number({})],
    ["a text", z.string().regex(/^[a-z]{2}$/), { kind: "text", maxLength: null }],
    ["a text of some length", z.string().max(80), { kind: "text", maxLength: 80 }],
    ["what is not known yet", z.union([z.string(), z.null()]), { kind: "text", maxLength: null }],
  ])("%s", (_, schema, kind) => {
    expect(fieldKind(z.toJSONSchema(schema, { io: "input" }))).toEqual<object>(kind as FieldKind);
  });
});
