import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { folderUse, moveTree } from "./file-trees";

const NAMES = ["1/a", "1/b", "2/c", "2/3/d"];

let root: string;
let from: string;
let to: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "cast2md-trees-"));
  [from, to] = [path.join(root, "from"), path.join(root, "to")];
  await fill();
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function fill() {
  for (const name of NAMES) {
    await mkdir(path.dirname(path.join(from, name)), { recursive: true });
    await writeFile(path.join(from, name), name);
  }
}

/** Moves in a process of its own that kills itself right after its n-th change; `disks` makes the two places lie on different ones. */
async function moveAndDie({ change, disks }: { change: number; disks: "one" | "two" }): Promise<boolean> {
  const script = `
    import fs from "node:fs/promises";
    import { syncBuiltinESMExports } from "node:module";
    let left = ${change};
    for (const name of ["rename", "rm", "rmdir", "copyFile"]) {
      const real = fs[name];
      fs[name] = async (...args) => {
        const isAcross = name === "rename" && args[0].startsWith(${JSON.stringify(from)}) && args[1].startsWith(${JSON.stringify(to)});
        if (isAcross && ${disks === "two"}) throw Object.assign(new Error("cross-device link"), { code: "EXDEV" });
        await real(...args);
        if (--left === 0) process.kill(process.pid, "SIGKILL");
      };
    }
    syncBuiltinESMExports();
    const { moveTree } = await import(${JSON.stringify(path.resolve("server/platform/file-trees.ts"))});
    await moveTree(${JSON.stringify(from)}, ${JSON.stringify(to)});`;
  const mover = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], { stdio: "ignore" });
  const [code, signal] = await once(mover, "exit");
  expect([code, signal]).toEqual(signal ? [null, "SIGKILL"] : [0, null]);
  return signal !== null;
}

const arrived = async () => Promise.all(NAMES.map((name) => readFile(path.join(to, name), "utf8")));

async function expectEachIsSomewhere() {
  for (const name of NAMES) {
    const texts = await Promise.all(
      [from, to].map((place) => readFile(path.join(place, name), "utf8").catch(() => null)),
    );
    expect(texts).toContain(name);
  }
}

it.each(["one", "two"] as const)(
  "loses nothing when it is killed after any of its changes, on %s file system(s)",
  { timeout: 60_000 },
  async (disks) => {
    for (let change = 1, died = true; died; change++) {
      await rm(to, { recursive: true, force: true });
      await fill();
      // Something lies there already: else it would be one step on one disk.
      await mkdir(path.join(to, "2"), { recursive: true });
      await writeFile(path.join(to, "2/other"), "other");
      died = await moveAndDie({ change, disks });
      await expectEachIsSomewhere();
      if (!died) expect(change).toBeGreaterThan(4);

      await moveAndDie({ change: Number.POSITIVE_INFINITY, disks });
      expect(await arrived()).toEqual(NAMES);
      expect(await folderUse(to)).toMatchObject({ files: NAMES.length + 1 });
      expect(await readdir(root)).toEqual(["to"]);
    }
  },
);

it("is one step where nothing lies there yet, and nothing when there is nothing to move", async () => {
  await moveTree(from, to);
  await moveTree(from, to);
  expect(await arrived()).toEqual(NAMES);
  expect(await readdir(root)).toEqual(["to"]);
});
