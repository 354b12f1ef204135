import type { Core } from "@/server/platform/core";
import { invalid } from "@/server/platform/errors";
import { type SettingKey, type SettingValue, settingsCatalog } from "./catalog";
import * as repo from "./settings.repo";

type Context = Pick<Core, "db" | "env">;

/** The value in force: stored beats environment beats default. A stored value that is no longer valid counts as none. */
export async function getSetting<Key extends SettingKey>(ctx: Context, key: Key): Promise<SettingValue<Key>> {
  const row = settingsCatalog[key];
  const stored = row.schema.safeParse(await repo.findValue(ctx.db, key));
  if (stored.success) return stored.data as SettingValue<Key>;
  return (ctx.env[row.env] ?? row.default) as SettingValue<Key>;
}

/** Stores a value. @throws `invalid` that says what is wrong with it. */
export async function putSetting<Key extends SettingKey>(
  ctx: Context,
  key: Key,
  value: SettingValue<Key>,
): Promise<void> {
  const parsed = settingsCatalog[key].schema.safeParse(value);
  if (!parsed.success) throw invalid(`${key}: ${parsed.error.issues[0]?.message ?? "not a valid value"}`);
  await repo.putValue(ctx.db, key, parsed.data);
}
