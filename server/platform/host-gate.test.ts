import { expect, it } from "vitest";
import { createHostGate } from "./host-gate";

const never = new AbortController().signal;

it("runs a few at once for a host, in the order in which they came, and other hosts beside it", async () => {
  const gate = createHostGate({ perHost: 2 });
  const started: string[] = [];
  const ends: (() => void)[] = [];
  const work = (host: string, name: string) =>
    gate.run(host, never, () => {
      started.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const all = [work("a", "1"), work("a", "2"), work("a", "3"), work("a", "4"), work("b", "5")];
  await Promise.resolve();
  expect(started).toEqual(["1", "2", "5"]);
  while (ends.length > 0) {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(all);
  expect(started).toEqual(["1", "2", "5", "3", "4"]);
});

it("frees its place when the work fails, and forgets who gave up waiting", async () => {
  const gate = createHostGate({ perHost: 1 });
  let end = () => {};
  const first = gate.run(
    "a",
    never,
    () =>
      new Promise<void>((_, reject) => {
        end = () => reject(new Error("broken"));
      }),
  );
  const waiting = new AbortController();
  const second = gate.run("a", waiting.signal, async () => "second");
  waiting.abort(new Error("gave up"));
  await expect(second).rejects.toThrow("gave up");
  end();
  await expect(first).rejects.toThrow("broken");
  expect(await gate.run("a", never, async () => "third")).toBe("third");
});
