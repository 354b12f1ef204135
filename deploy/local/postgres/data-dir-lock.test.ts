import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDataDir } from "./data-dir-lock";

let root: string;
let dataDir: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "cast2md-lock-"));
  dataDir = join(root, "postgres");
});
afterEach(() => rmSync(root, { recursive: true }));

const claim = (number: number, holder: object) => {
  lockDataDir(dataDir).release();
  writeFileSync(join(root, "postgres.lock", String(number)), JSON.stringify({ isReleased: false, ...holder }));
};

describe("lockDataDir", () => {
  it("refuses a second holder and says who the first is", () => {
    lockDataDir(dataDir);
    expect(() => lockDataDir(dataDir)).toThrow(
      expect.objectContaining({
        kind: "conflict",
        message: `${dataDir} is in use by another cast2md (process ${process.pid})`,
      }),
    );
  });

  it("is free again after a release, and leaves one small file", () => {
    lockDataDir(dataDir).release();
    lockDataDir(dataDir).release();
    expect(readdirSync(join(root, "postgres.lock"))).toEqual(["2"]);
  });

  it("knows a directory by any of its names", () => {
    lockDataDir(dataDir);
    symlinkSync(dataDir, join(root, "other"));
    expect(() => lockDataDir(join(root, "other"))).toThrow("in use");
  });

  it("takes over from a process that is dead", () => {
    claim(7, { pid: 2 ** 22 + 1, startedAt: "long ago" }); // above the highest process number of Linux
    lockDataDir(dataDir);
    expect(readdirSync(join(root, "postgres.lock"))).toEqual(["8"]);
  });

  it("takes over when the number of the dead process belongs to another one now", () => {
    claim(7, { pid: process.pid, startedAt: "before this process" });
    expect(() => lockDataDir(dataDir)).not.toThrow();
  });

  it("takes over a claim that was cut off", () => {
    claim(7, {});
    expect(() => lockDataDir(dataDir)).not.toThrow();
  });

  it("lets exactly one of several processes take over a dead claim", { timeout: 30_000 }, async () => {
    claim(7, { pid: 2 ** 22 + 1, startedAt: "long ago" });
    const racer = fileURLToPath(new URL("test-lock-racer.ts", import.meta.url));
    const racers = Array.from({ length: 6 }, () => fork(racer, [dataDir], { execArgv: ["--import", "tsx"] }));
    await Promise.all(racers.map((child) => once(child, "message")));
    for (const child of racers) child.send("go");

    const outcomes = await Promise.all(racers.map(async (child) => (await once(child, "message"))[0]));
    for (const child of racers) child.kill();
    expect(outcomes.filter((outcome) => outcome === "locked")).toHaveLength(1);
  });
});
