import type { DbOrTx, JsonValue } from "@/server/platform/db";

export async function findValue(db: DbOrTx, key: string): Promise<unknown> {
  const row = await db.setting.findUnique({ where: { key } });
  return row?.value;
}

export async function putValue(db: DbOrTx, key: string, value: JsonValue): Promise<void> {
  await db.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}
