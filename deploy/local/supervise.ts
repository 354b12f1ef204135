import { setTimeout as sleep } from "node:timers/promises";
import type { LocalService } from "./local-service";

export type Supervised = { stop(): Promise<void> };

type Part = { name: string; start: () => Promise<LocalService>; onTrouble: (message: string) => void };

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;
/** A child that ran so long was well: its next end is a new trouble. */
const STABLE_MS = 60_000;

/** Starts a child and starts it again whenever it ends by itself, later each time. Rejects if it cannot be started at all. */
export async function supervise({ name, start, onTrouble }: Part): Promise<Supervised> {
  const stopping = new AbortController();
  let child: LocalService | undefined = await start();
  tellParent(name, child);
  let waitMs = FIRST_WAIT_MS;
  let settled = watch(child);

  function watch(running: LocalService): Promise<void> {
    const startedAt = performance.now();
    return new Promise((resolve) => {
      running.onExit(() => {
        child = undefined;
        if (stopping.signal.aborted) return resolve();
        if (performance.now() - startedAt > STABLE_MS) waitMs = FIRST_WAIT_MS;
        onTrouble(`the ${name} process ended unexpectedly; it is started again`);
        settled = restart();
        resolve();
      });
    });
  }

  async function restart(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
      if (stopping.signal.aborted) return;
      try {
        child = await start();
        tellParent(name, child);
        void watch(child);
        return;
      } catch (error) {
        onTrouble(`the ${name} process cannot be started: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  return {
    async stop() {
      stopping.abort();
      await child?.stop();
      await settled;
      // A start that was under way when the end was asked for.
      await child?.stop();
    },
  };
}

/** Whoever started the launcher with a channel to it learns which process is which. */
function tellParent(name: string, { pid }: LocalService): void {
  if (process.connected) process.send?.({ part: name, pid });
}
