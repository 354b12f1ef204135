import { setTimeout as sleep } from "node:timers/promises";

/** Asks until it holds. @throws Error when that takes longer than ten minutes */
export async function until(holds: () => Promise<boolean>, everyMs: number): Promise<void> {
  const deadline = Date.now() + 600_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error("it did not happen within ten minutes");
    await sleep(everyMs);
  }
}
