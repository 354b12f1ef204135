import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identifyProcess } from "../process-identity";
import { startTestProcess } from "./test-server";
import type { StressReport } from "./test-stress-client";

const stressSeconds = Number(process.env.STRESS_SECONDS ?? 6);

let root: string;
let dataDir: string;
let databases: Awaited<ReturnType<typeof startTestProcess>>[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "cast2md-postgres-"));
  dataDir = join(root, "postgres");
  databases = [];
});
afterEach(async () => {
  for (const { stop, closeClients } of databases) {
    await closeClients();
    await stop();
  }
  rmSync(root, { recursive: true });
});

async function start() {
  const database = await startTestProcess(dataDir);
  databases.push(database);
  return database;
}

const forkModule = (file: string, args: string[], env: Record<string, string> = {}) =>
  fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...env },
  });

async function killed(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

describe("three client processes with four connections each", () => {
  it("get their own answers, all of them", { timeout: (stressSeconds + 60) * 1_000 }, async () => {
    const { url, connect } = await start();
    const client = await connect();
    await client.query("create table stress (tag text)");
    const processes = ["a", "b", "c"].map((name) =>
      forkModule("test-stress-client.ts", [url, String(stressSeconds), name]),
    );
    const reports: StressReport[] = await Promise.all(
      processes.map(async (child) => (await once(child, "message"))[0]),
    );

    const operations = reports.reduce((sum, report) => sum + report.operations, 0);
    process.stdout.write(`stress: ${operations} operations in ${stressSeconds} s\n`);
    expect(reports.flatMap(({ wrong, hangs }) => [...wrong, ...hangs])).toEqual([]);
    expect(operations).toBeGreaterThan(100);
  });
});

describe("a client process", () => {
  it("killed inside a transaction holds nobody up and leaves nothing", async () => {
    const { url, connect } = await start();
    const waiting = await connect();
    await waiting.query("create table owned (a int)");
    const owner = forkModule("test-transaction-owner.ts", [url]);
    await once(owner, "message");

    const count = waiting.query("select count(*)::int as n from owned");
    await killed(owner);
    const killedAt = Date.now();
    expect((await count).rows).toEqual([{ n: 0 }]);
    expect(Date.now() - killedAt).toBeLessThan(5_000);
  });
});

describe("the database process", () => {
  it("loses no acknowledged row when it is killed", async () => {
    const first = await start();
    const client = await first.connect();
    await client.query("create table kept (n int primary key, filler text)");
    let acknowledged = 0;
    const inserting = (async () => {
      for (let n = 1; ; n++) {
        await client.query("insert into kept values ($1, $2)", [n, "x".repeat(500)]);
        acknowledged = n;
      }
    })();
    const stopped = expect(inserting).rejects.toThrow();
    await expect.poll(() => acknowledged, { timeout: 20_000 }).toBeGreaterThan(1_000);
    process.kill(first.pid, "SIGKILL");
    await stopped;
    await new Promise<void>((gone) => first.onExit(gone));

    const { rows } = await (await (await start()).connect()).query("select n from kept order by n");
    expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
    expect(rows.map(({ n }) => n)).toEqual(rows.map((_, index) => index + 1));
  });

  it("refuses a directory that another one has, until that one ends", async () => {
    const first = await start();
    await expect(start()).rejects.toMatchObject({
      kind: "unavailable",
      message: `${dataDir} is in use by another cast2md (process ${first.pid})`,
    });
    await first.stop();
    await expect(start()).resolves.toBeDefined();
  });

  it("ends when its parent is killed, and keeps what was committed", async () => {
    const parent = forkModule("test-database-owner.ts", [dataDir]);
    const [pid] = await once(parent, "message");
    await killed(parent);
    await expect.poll(() => identifyProcess(pid), { timeout: 10_000 }).toBeNull();

    const { rows } = await (await (await start()).connect()).query("select * from committed");
    expect(rows).toEqual([{ a: 1 }]);
  });

  it("killed during its first start can be started again", async () => {
    const starting = forkModule("postgres-main.ts", ["--data-dir", dataDir], { CAST2MD_DB_PASSWORD: "x" });
    await expect.poll(() => existsSync(`${dataDir}.new`), { timeout: 20_000 }).toBe(true);
    await killed(starting);
    await expect(start()).resolves.toBeDefined();
  });

  it("ends when a statement has broken it, instead of answering nobody", async () => {
    const first = await start();
    const client = await first.connect();
    await client.query("create table kept (a int)");
    const exited = new Promise<void>((gone) => first.onExit(gone));
    await expect(client.query("copy kept to program 'cat'")).rejects.toThrow();
    await exited;

    const { rows } = await (await (await start()).connect()).query("select count(*)::int as n from kept");
    expect(rows).toEqual([{ n: 0 }]);
  });
});
