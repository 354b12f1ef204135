import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Prisma } from "@/server/generated/prisma/client";
import { openTestDatabase, type TestDatabase } from "@/tests/test-database";
import { migrate } from "./migrate";

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cast2md-migrations-"));
  await cp("prisma/migrations", folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const add = async (name: string, sql: string) => {
  await cp(path.join(folder, "0001_initial"), path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, "migration.sql"), sql);
};
const run = () => migrate({ url: database.url, folder });

describe("the schema", () => {
  it("has every column of the Prisma schema", async () => {
    for (const model of Object.values(Prisma.ModelName)) {
      const delegate = database.db[`${model.charAt(0).toLowerCase()}${model.slice(1)}` as "feed"];
      await expect(delegate.findFirst(), model).resolves.toBeNull();
    }
  });

  it("is complete after the first start: nothing is left for the second", async () => {
    expect(await run()).toEqual([]);
  });
});

describe("a migration", () => {
  it("is applied once", async () => {
    await add("0002_one", "CREATE TABLE one (id int)");
    expect(await run()).toEqual(["0002_one"]);
    expect(await run()).toEqual([]);
    await database.db.$executeRaw`DROP TABLE one`;
    await database.db.$executeRaw`DELETE FROM _prisma_migrations WHERE migration_name = '0002_one'`;
  });

  it("that fails leaves nothing behind, says why, and is tried again", async () => {
    await add("0002_two", "CREATE TABLE two (id int); SELECT 1/0;");
    await expect(run()).rejects.toThrow("Migration 0002_two failed: division by zero");
    await expect(database.db.$queryRaw`SELECT * FROM two`).rejects.toThrow();
    await writeFile(path.join(folder, "0002_two/migration.sql"), "CREATE TABLE two (id int)");
    expect(await run()).toEqual(["0002_two"]);
    await database.db.$executeRaw`DROP TABLE two`;
    await database.db.$executeRaw`DELETE FROM _prisma_migrations WHERE migration_name = '0002_two'`;
  });

  it("that was edited after it ran is refused", async () => {
    await writeFile(path.join(folder, "0001_initial/migration.sql"), "SELECT 1");
    await expect(run()).rejects.toThrow("0001_initial was changed");
  });
});
