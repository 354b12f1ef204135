import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
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

const rows = Object.entries(settingsCatalog);
const isSwitch = (row: { default: unknown }) => typeof row.default === "boolean";

it.each(rows.filter(([, row]) => isSwitch(row)))("shows that %s is true or false", (key) => {
  expect(settings).toMatch(new RegExp(`\`${key}\` \\|[^|]*\\| true or false \\|`));
});

it.each(rows.filter(([, row]) => !isSwitch(row)))("shows the limits of %s as they are", (key, { schema }) => {
  const [, lowest, highest] = new RegExp(`\`${key}\` \\|[^|]*\\| (\\d+) to (\\d+) \\|`).exec(settings) ?? [];
  const accepts = (value: number) => schema.safeParse(value).success;
  expect([Number(lowest) - 1, Number(lowest), Number(highest), Number(highest) + 1].map(accepts)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
