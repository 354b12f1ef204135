import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "@/server/platform/log";

export type Loop = {
  name: string;
  periodMs: number;
  tick: () => Promise<unknown>;
};

/** Repeats a tick until it is told to stop. Ticks never overlap; one that throws is logged, once per kind of trouble, and the loop goes on. */
export async function runLoop({ name, periodMs, tick }: Loop, log: Log, stopping: AbortSignal): Promise<void> {
  let trouble = "";
  while (!stopping.aborted) {
    try {
      await tick();
      if (trouble) log.info("loop.recovered", { loop: name });
      trouble = "";
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== trouble) log.warn("loop.tick_failed", { loop: name, error });
      trouble = message;
    }
    await sleep(periodMs, undefined, { signal: stopping }).catch(() => {});
  }
}
