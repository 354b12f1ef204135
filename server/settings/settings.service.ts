import { z } from "zod";
import type { Core } from "@/server/platform/core";
import { invalid, notFound } from "@/server/platform/errors";
import { type SettingKey, type SettingValue, settingsCatalog } from "./catalog";
import * as repo from "./settings.repo";
import type { Setting, SettingList } from "./settings.schema";

type Context = Pick<Core, "db" | "env">;

/** The value in force: stored beats environment beats default. A stored value that is no longer valid counts as none. */
export async function getSetting<Key extends SettingKey>(ctx: Context, key: Key): Promise<SettingValue<Key>> {
  const { value } = inForce(ctx, key, await repo.findValue(ctx.db, key));
  return value as SettingValue<Key>; // the row's own schema, or its own default
}

function inForce(ctx: Pick<Core, "env">, key: SettingKey, stored: unknown): Pick<Setting, "value" | "source"> {
  const row = settingsCatalog[key];
  const parsed = row.schema.safeParse(stored);
  if (parsed.success) return { value: parsed.data, source: "database" };
  const given = ctx.env[row.env];
  return given === undefined ? { value: row.default, source: "default" } : { value: given, source: "environment" };
}

/** Every setting with its value, where that comes from, and what it may be. */
export async function listSettings(ctx: Context): Promise<SettingList> {
  const stored = await repo.listValues(ctx.db);
  const entries = keys().map((key): [string, Setting] => {
    const { schema, group, label, description, default: byDefault } = settingsCatalog[key];
    const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io: "input" });
    return [
      key,
      { ...inForce(ctx, key, stored.get(key)), default: byDefault, group, label, description, schema: json },
    ];
  });
  return { settings: Object.fromEntries(entries) };
}

/** Stores values, all or none. @throws `invalid` that names every one that is wrong, with the reason. */
export async function putSettings(
  ctx: Context,
  { settings }: { settings: Record<string, unknown> },
): Promise<SettingList> {
  const checked = Object.entries(settings).map(([key, value]) => ({ key, result: check(key, value) }));
  const problems = checked.flatMap(({ key, result }) => ("problem" in result ? [`${key}: ${result.problem}`] : []));
  if (problems.length > 0) throw invalid(problems.join("; "));
  await ctx.db.$transaction(async (tx) => {
    for (const { key, result } of checked) if ("value" in result) await repo.putValue(tx, key, result.value);
  });
  return listSettings(ctx);
}

function check(key: string, value: unknown): { value: Setting["value"] } | { problem: string } {
  if (!isKey(key)) return { problem: "there is no such setting" };
  const parsed = settingsCatalog[key].schema.safeParse(value);
  return parsed.success ? { value: parsed.data } : { problem: parsed.error.issues[0]?.message ?? "not a valid value" };
}

/** Forgets a stored value: environment or default hold again. @throws `not_found` for a key that is none. */
export async function resetSetting(ctx: Context, { key }: { key: string }): Promise<SettingList> {
  if (!isKey(key)) throw notFound(`there is no setting ${key}`);
  await repo.deleteValue(ctx.db, key);
  return listSettings(ctx);
}

const keys = () => Object.keys(settingsCatalog) as SettingKey[];
const isKey = (key: string): key is SettingKey => Object.hasOwn(settingsCatalog, key);
