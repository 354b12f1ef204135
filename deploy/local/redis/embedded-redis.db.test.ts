import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Bull from "bull";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { identifyProcess } from "../process-identity";
import { type EmbeddedRedis, startEmbeddedRedis } from "./embedded-redis";
import { findProgram } from "./native-redis";

const searchPath = process.env.PATH ?? "";
const hasNativeRedis = [
  await findProgram("redis-server", searchPath),
  await findProgram("valkey-server", searchPath),
].some(Boolean);
const whyNot = hasNativeRedis ? "" : " (skipped: no redis-server or valkey-server on the search path)";

let root: string;
let servers: EmbeddedRedis[];
let clients: Redis[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "cast2md-redis-"));
  servers = [];
  clients = [];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const client of clients) client.disconnect();
  for (const server of servers) await server.stop();
  rmSync(root, { recursive: true });
});

async function start(options: Partial<Parameters<typeof startEmbeddedRedis>[0]> = {}) {
  const server = await startEmbeddedRedis({ dataDir: root, ...options });
  servers.push(server);
  return server;
}

function connect({ url, engine }: EmbeddedRedis, options: object = {}): Redis {
  const client = new Redis(url, { maxRetriesPerRequest: null, enableReadyCheck: false, ...options });
  client.on("error", () => {});
  if (engine === "js") {
    client.brpoplpush = (source: string, target: string, seconds: number) =>
      client.blmove(source, target, "RIGHT", "LEFT", seconds);
  }
  clients.push(client);
  return client;
}

async function bullLifecycle(server: EmbeddedRedis): Promise<void> {
  const queue = new Bull<{ n: number }>("lifecycle", { createClient: () => connect(server) });
  await queue.isReady();
  const processed: number[] = [];

  await queue.pause();
  await queue.add({ n: 1 }, { jobId: "one", removeOnComplete: true });
  await queue.add({ n: 1 }, { jobId: "one", removeOnComplete: true });
  await queue.addBulk([2, 3, 4].map((n) => ({ data: { n }, opts: { jobId: `bulk-${n}`, removeOnComplete: true } })));
  await queue.add({ n: 5 }, { jobId: "fails", removeOnFail: true });
  expect(await queue.getJobCountByTypes(["paused", "waiting"])).toBe(5);

  void queue.process(2, async ({ data }) => {
    processed.push(data.n);
    if (data.n === 5) throw new Error("as intended");
  });
  await queue.resume();
  await expect.poll(() => processed.length, { timeout: 10_000 }).toBe(5);
  await expect.poll(async () => Object.values(await queue.getJobCounts()).reduce((sum, n) => sum + n, 0)).toBe(0);
  expect(processed.toSorted()).toEqual([1, 2, 3, 4, 5]);

  await queue.add({ n: 1 }, { jobId: "one", removeOnComplete: true });
  await expect.poll(() => processed.length, { message: "a removed job's id is free again" }).toBe(6);
  await queue.close();
}

describe("the Redis written in JavaScript", () => {
  const withoutNative = { searchPath: "" };

  it("carries a Bull queue through its life", async () => {
    const server = await start(withoutNative);
    expect(server.engine).toBe("js");
    await bullLifecycle(server);
  });

  it("is reached through a socket that only its user may open, and by no port", async () => {
    const server = await start(withoutNative);
    expect(statSync(server.url).mode & 0o077).toBe(0);
    expect(statSync(join(root, "redis")).mode & 0o077).toBe(0);
    expect(listeningPorts(server.pid)).toEqual([]);
  });

  it("says when it has ended", async () => {
    const server = await start(withoutNative);
    const exited = new Promise<void>((resolve) => server.onExit(resolve));
    process.kill(server.pid, "SIGKILL");
    await exited;
  });

  it("ends with its parent", async () => {
    const parent = fork(fileURLToPath(new URL("test-redis-owner.ts", import.meta.url)), [root], {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, PATH: "" },
    });
    const [pid] = await once(parent, "message");
    parent.kill("SIGKILL");
    await expect.poll(() => identifyProcess(pid), { timeout: 10_000 }).toBeNull();
  });

  it("stands in for a native one that does not start", async () => {
    const bin = join(root, "bin");
    mkdirSync(bin);
    for (const name of ["redis-server", "valkey-server"]) {
      writeFileSync(join(bin, name), "#!/bin/sh\nexit 127\n");
      chmodSync(join(bin, name), 0o755);
    }
    const warnings: string[] = [];
    const server = await start({ searchPath: bin, onWarning: (event) => warnings.push(event) });
    expect(server.engine).toBe("js");
    expect(warnings).toEqual(["redis.start_failed", "redis.start_failed"]);
  });

  it("works in a directory whose path is too long for a socket", async () => {
    vi.stubEnv("TMPDIR", root); // where the socket goes instead, to be removed with the rest
    const server = await start({ ...withoutNative, dataDir: join(root, "d".repeat(120)) });
    expect(server.url.length).toBeLessThan(104);
    expect(await connect(server).ping()).toBe("PONG");
  });
});

describe.skipIf(!hasNativeRedis)(`the Redis of the machine${whyNot}`, () => {
  it("carries a Bull queue through its life", async () => {
    await bullLifecycle(await start());
  });

  it("evicts nothing, writes to disk and opens no port", async () => {
    const server = await start();
    const client = connect(server);
    expect(await client.config("GET", "maxmemory-policy")).toEqual(["maxmemory-policy", "noeviction"]);
    expect(await client.config("GET", "appendonly")).toEqual(["appendonly", "yes"]);
    expect(listeningPorts(server.pid)).toEqual([]);
  });

  it("left behind by a killed parent is used again, and can be stopped", async () => {
    const parent = fork(fileURLToPath(new URL("test-redis-owner.ts", import.meta.url)), [root], {
      execArgv: ["--import", "tsx"],
    });
    const [pid] = await once(parent, "message");
    parent.kill("SIGKILL");
    await once(parent, "exit");

    const server = await start();
    expect(server.pid).toBe(pid);
    expect(await connect(server).ping()).toBe("PONG");
    const exited = new Promise<void>((resolve) => server.onExit(resolve));
    await server.stop();
    await exited;
    await expect.poll(() => identifyProcess(pid)).toBeNull();
  });
});

/** The TCP ports on which a process listens: its sockets, looked up in the kernel's list of listeners. */
function listeningPorts(pid: number): string[] {
  const sockets = execFileSync("ls", [`/proc/${pid}/fd`], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((fd) => linkOf(pid, fd));
  return ["tcp", "tcp6"]
    .flatMap((table) =>
      execFileSync("cat", [`/proc/${pid}/net/${table}`], { encoding: "utf8" })
        .split("\n")
        .slice(1),
    )
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === "0A" && sockets.includes(`socket:[${inode}]`))
    .map(([, address = ""]) => address);
}

function linkOf(pid: number, fd: string): string {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`);
  } catch {
    return "";
  }
}
