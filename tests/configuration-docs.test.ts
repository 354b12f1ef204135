import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { envSchema, parseEnv } from "@/server/platform/env";
import { settingsCatalog } from "@/server/settings/catalog";

const page = readFileSync(path.resolve("docs/configuration.md"), "utf8");
const sectionOf = (title: string) => page.split(/^## /m).find((section) => section.startsWith(`${title}\n`)) ?? "";
const settings = sectionOf("Settings");

/** The first two cells of each row of a table. */
function rowsOf(text: string): Map<string, string> {
  const rows = [...text.matchAll(/^\| `(\w+)` \| ([^|]*) \|/gm)];
  return new Map(rows.map(([, key = "", value = ""]) => [key, value.trim()]));
}

const shownVariables = rowsOf(sectionOf("Variables"));
const shownSettings = rowsOf(settings);
const defaults: Record<string, unknown> = parseEnv({});

it("lists every variable, and no other", () => {
  expect([...shownVariables.keys()].sort()).toEqual(Object.keys(envSchema.shape).sort());
});

it.each([...shownVariables])("shows the default of %s as it is: %s", (name, shown) => {
  const value = /^`([^`]*)`$/.exec(shown)?.[1];
  const isDerived = value === undefined || /[A-Z]{4}/.test(value); // in words, or from another variable
  if (isDerived) expect(shown).not.toBe("");
  else expect(defaults[name]).toEqual(parseEnv({ [name]: value })[name as "PORT"]);
});

it("lists every setting with its default, and no other", () => {
  const catalog = Object.entries(settingsCatalog).map(([key, row]) => [key, `\`${row.default}\``]);
  expect(Object.fromEntries(shownSettings)).toEqual(Object.fromEntries(catalog));
});

const allowed = new Map(
  [...settings.matchAll(/^\| `(\w+)` \|[^|]*\| ([^|]*) \|/gm)].map(([, key = "", text = ""]) => [key, text]),
);
const inNumbers = Object.entries(settingsCatalog).filter(([, { default: value }]) => typeof value === "number");
const choicesOf = (schema: z.ZodType) => {
  const { enum: options, type } = z.toJSONSchema(schema);
  return options ?? (type === "boolean" ? [true, false] : null);
};
const inWords = Object.entries(settingsCatalog).filter(([, { schema }]) => choicesOf(schema) !== null);

it.each(inWords)("shows what %s may be", (key, { schema }) => {
  const shown = [...(allowed.get(key) ?? "").matchAll(/`([^`]*)`/g)].map(([, value]) => value);
  expect(shown).toEqual(choicesOf(schema)?.map(String));
});

it.each(inNumbers)("shows the limits of %s as they are", (key, { schema }) => {
  const [, lowest, highest] = /^(\d+) to (\d+)$/.exec(allowed.get(key) ?? "") ?? [];
  const accepts = (value: number) => schema.safeParse(value).success;
  expect([Number(lowest) - 1, Number(lowest), Number(highest), Number(highest) + 1].map(accepts)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
