import { chmodSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { socketPathIn } from "./socket-path";

let root: string;
const made: string[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "cast2md-socket-"));
});
afterEach(() => {
  for (const dir of [root, ...made.splice(0)]) rmSync(dir, { recursive: true, force: true });
});

describe("socketPathIn", () => {
  it("puts the socket into the directory where its path is short enough", () => {
    expect(socketPathIn(root, "redis.sock")).toBe(join(root, "redis.sock"));
  });

  it("puts it into a private temporary directory otherwise, the same each time", () => {
    const long = join(root, "d".repeat(120));
    const path = socketPathIn(long, "redis.sock");
    made.push(dirname(path));
    expect(Buffer.byteLength(path)).toBeLessThan(104);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(socketPathIn(long, "redis.sock")).toBe(path);
  });

  it("does not trust a temporary directory that others may enter", () => {
    const long = join(root, "d".repeat(120));
    const first = socketPathIn(long, "redis.sock");
    chmodSync(dirname(first), 0o755);
    const second = socketPathIn(long, "redis.sock");
    made.push(dirname(first), dirname(second));
    expect(second).not.toBe(first);
  });
});
