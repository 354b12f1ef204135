import { join, resolve } from "node:path";
import type { FollowOutput, LocalService } from "../local-service";
import { startJsRedis } from "./js-redis";
import { findProgram, findRunningRedis, type SocketRedis, startNativeRedis } from "./native-redis";

export type RedisEngine = "redis" | "valkey" | "js";

export type EmbeddedRedis = LocalService & {
  /** What ioredis takes: the absolute path of a unix socket. It does not understand `redis+unix://`. */
  url: string;
  /** Bull needs a stand-in for BRPOPLPUSH on `js`. */
  engine: RedisEngine;
};

export type EmbeddedRedisOptions = {
  dataDir: string;
  /** Where to look for `redis-server` and `valkey-server`. */
  searchPath?: string;
  onWarning?: (event: string, facts: Record<string, unknown>) => void;
  follow?: FollowOutput;
};

/** Starts a Redis for this machine: one from the search path, or else the one written in JavaScript. */
export async function startEmbeddedRedis(options: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
  const { searchPath = process.env.PATH ?? "", onWarning = () => {} } = options;
  const dir = resolve(join(options.dataDir, "redis"));

  const running = await findRunningRedis(dir);
  if (running) return embedded(running, running.engine);

  for (const engine of ["redis", "valkey"] as const) {
    const program = await findProgram(`${engine}-server`, searchPath);
    if (!program) continue;
    try {
      return embedded(await startNativeRedis(program, dir), engine);
    } catch (error) {
      onWarning("redis.start_failed", { program, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return embedded(await startJsRedis(dir, options.follow), "js");
}

function embedded({ socketPath, pid, stop, onExit }: SocketRedis, engine: RedisEngine): EmbeddedRedis {
  return { url: socketPath, engine, pid, stop, onExit };
}
