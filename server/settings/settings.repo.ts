import type { DbOrTx, JsonValue } from "@/server/platform/db";

export async function findValue(db: DbOrTx, key: string): Promise<unknown> {
  const row = await db.setting.findUnique({ where: { key } });
  return row?.value;
}

export async function listValues(db: DbOrTx): Promise<Map<string, unknown>> {
  const rows = await db.setting.findMany();
  return new Map(rows.map((row) => [row.key, row.value]));
}

export async function putValue(db: DbOrTx, key: string, value: JsonValue): Promise<void> {
  await db.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

export async function deleteValue(db: DbOrTx, key: string): Promise<void> {
  await db.setting.deleteMany({ where: { key } });
}
