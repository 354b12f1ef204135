import { afterAll, beforeAll, expect, it } from "vitest";
import { Backend } from "./backend";
import { type EmbeddedPostgres, openPglite } from "./embedded-postgres";
import { maintain } from "./maintenance";

let postgres: EmbeddedPostgres;
let backend: Backend;
beforeAll(async () => {
  postgres = await openPglite();
  backend = new Backend(postgres.db, { idleInTransactionTimeoutMs: 1_000, onBroken: () => {} });
  await backend.query("CREATE TABLE progress (id int PRIMARY KEY, percent int, filler text)");
  await backend.query("INSERT INTO progress SELECT i, 0, repeat('x', 500) FROM generate_series(1, 5000) i");
});
afterAll(() => postgres.close());

const number = async (sql: string) => Number((await backend.query(sql))[0]?.[0]);
const update = () => backend.query("UPDATE progress SET percent = percent + 1");

it("keeps a table that is updated for ever from growing for ever", async () => {
  for (let round = 0; round < 4; round++) {
    await update();
    await maintain(backend);
  }
  const settled = await number("SELECT pg_table_size('progress')");
  for (let round = 0; round < 6; round++) {
    await update();
    await maintain(backend);
  }
  expect(await number("SELECT pg_table_size('progress')")).toBe(settled);
});

it("tells the planner how large a table is", async () => {
  await maintain(backend);
  expect(await number("SELECT reltuples FROM pg_class WHERE relname = 'progress'")).toBe(5000);
});

it("ends the log that was written before", async () => {
  const logBytes = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) FROM pg_control_checkpoint()";
  while ((await number(logBytes)) < 70 * 1024 ** 2) await update();
  await maintain(backend);
  expect(await number(logBytes)).toBeLessThan(1024 ** 2);
});
