import { z } from "zod";
import { unavailable } from "@/server/platform/errors";
import { childService, type FollowOutput, siblingModule, startChild } from "../local-service";
import type { SocketRedis } from "./native-redis";
import { socketPathIn } from "./socket-path";

/** Starts the Redis that is written in JavaScript: always there, in memory only, slow with long queues. */
export async function startJsRedis(dir: string, follow?: FollowOutput): Promise<SocketRedis> {
  const socketPath = socketPathIn(dir, "js-redis.sock");
  const entry = siblingModule(import.meta.url, "js-redis-main");
  const { child, report } = await startChild({ entry, args: [socketPath], report: z.literal("ready"), follow });
  if (report === undefined) throw unavailable("the embedded Redis did not start");
  return { ...childService(child), socketPath };
}
