import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createTimeBudget } from "./time-budget";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const work = (ms: number) => () => new Promise<string>((resolve) => setTimeout(() => resolve("done"), ms));

it("counts what work takes, over all its parts, and not what passes between them", async () => {
  const budget = createTimeBudget(100);
  const first = budget.spend(work(60));
  await vi.advanceTimersByTimeAsync(60);
  expect(await first).toBe("done");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(budget.signal.aborted).toBe(false);

  void budget.spend(work(60));
  await vi.advanceTimersByTimeAsync(39);
  expect(budget.signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(budget.signal.reason).toMatchObject({ name: "TimeoutError" });
});

it("also counts work that fails", async () => {
  const budget = createTimeBudget(100);
  const failing = budget.spend(async () => {
    await work(80)();
    throw new Error("broken");
  });
  const failed = expect(failing).rejects.toThrow("broken");
  await vi.advanceTimersByTimeAsync(80);
  await failed;
  void budget.spend(work(60));
  await vi.advanceTimersByTimeAsync(20);
  expect(budget.signal.aborted).toBe(true);
});
