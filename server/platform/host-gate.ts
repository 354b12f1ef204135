/** Lets a few callers at a time through per host. */
export type HostGate = { run<T>(host: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> };

type Waiting = { go: () => void };

/** At most `perHost` pieces of work run at once for one host; the others wait in the order in which they came. */
export function createHostGate({ perHost }: { perHost: number }): HostGate {
  const running = new Map<string, number>();
  const queues = new Map<string, Waiting[]>();

  async function enter(host: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const count = running.get(host) ?? 0;
    if (count < perHost) {
      running.set(host, count + 1);
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const queue = queues.get(host) ?? [];
      queues.set(host, queue);
      const onAbort = () => {
        const index = queue.indexOf(waiting);
        if (index >= 0) queue.splice(index, 1);
        reject(signal.reason);
      };
      const waiting: Waiting = {
        go: () => {
          signal.removeEventListener("abort", onAbort);
          resolve();
        },
      };
      queue.push(waiting);
      signal.addEventListener("abort", onAbort, { once: true });
    });
  }

  function leave(host: string): void {
    const next = queues.get(host)?.shift();
    // The place is handed over: the count stays as it is.
    if (next) {
      next.go();
      return;
    }
    queues.delete(host);
    const count = (running.get(host) ?? 1) - 1;
    if (count > 0) running.set(host, count);
    else running.delete(host);
  }

  return {
    async run(host, signal, work) {
      await enter(host, signal);
      try {
        return await work();
      } finally {
        leave(host);
      }
    },
  };
}
