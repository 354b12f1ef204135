import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { unavailable } from "@/server/platform/errors";
import { childService, hasExited, type LocalService, localService } from "../local-service";
import { askRedis, dialRedis } from "./ask-redis";
import { socketPathIn } from "./socket-path";

/** A Redis on a unix socket, private to the user who runs it. */
export type SocketRedis = LocalService & { socketPath: string };

const START_TIMEOUT_MS = 60_000; // a long append-only file is read first
const POLL_MS = 20;

/** The Redis that an earlier, killed parent left running on this directory, or null. */
export async function findRunningRedis(dir: string): Promise<(SocketRedis & { engine: "redis" | "valkey" }) | null> {
  const socketPath = socketPathIn(dir, "redis.sock");
  const facts = await askRedis(socketPath, "INFO server");
  const connection = facts === null ? null : await dialRedis(socketPath);
  const pid = Number(/^process_id:(\d+)/m.exec(facts ?? "")?.[1]);
  if (!facts || !connection || !pid) return null;

  connection.resume(); // or its end would never be read
  await waitUntilReady(socketPath, () => connection.destroyed);
  const exited = new Promise<void>((resolve) => connection.once("close", () => resolve()));
  return {
    ...localService({ pid, exited, kill: (signal) => connection.destroyed || process.kill(pid, signal) }),
    engine: /valkey/.test(facts) ? "valkey" : "redis",
    socketPath,
  };
}

/** Starts a Redis or Valkey program on the directory. It runs on if this process is killed: see `findRunningRedis`. */
export async function startNativeRedis(program: string, dir: string): Promise<SocketRedis> {
  const socketPath = socketPathIn(dir, "redis.sock");
  const child = spawn(program, flags(dir, socketPath), { detached: true, stdio: "ignore" });
  const failure = new Promise<never>((_, reject) => child.once("error", reject));
  try {
    await Promise.race([failure, waitUntilReady(socketPath, () => hasExited(child))]);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  child.unref();
  return { ...childService(child), socketPath };
}

/** The first program of that name on the search path, or null. */
export async function findProgram(name: string, searchPath: string): Promise<string | null> {
  for (const dir of searchPath.split(delimiter).filter(Boolean)) {
    const program = join(dir, name);
    const isThere = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return program;
  }
  return null;
}

function flags(dir: string, socketPath: string): string[] {
  return [
    ["--port", "0"],
    ["--unixsocket", socketPath],
    ["--unixsocketperm", "700"],
    ["--dir", dir],
    ["--appendonly", "yes"],
    ["--appendfsync", "everysec"],
    ["--save", ""],
    ["--maxmemory-policy", "noeviction"],
    ["--loglevel", "warning"],
    ["--logfile", join(dir, "redis.log")],
  ].flat();
}

async function waitUntilReady(socketPath: string, isGone: () => boolean): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while ((await askRedis(socketPath, "PING")) !== "PONG") {
    if (isGone()) throw unavailable("Redis ended while it started");
    if (Date.now() > deadline) throw unavailable("Redis did not become ready");
    await setTimeout(POLL_MS);
  }
}
