import { expect, it } from "vitest";
import { TurnQueue } from "./turn-queue";

it("serves those who wait in the order they came, one at a time", async () => {
  const queue = new TurnQueue<string>();
  const served: string[] = [];
  await queue.take("a");
  const others = ["b", "c"].map(async (who) => {
    await queue.take(who);
    served.push(who);
    queue.release(who);
  });

  await Promise.resolve();
  expect(served).toEqual([]);
  queue.release("a");
  await Promise.all(others);
  expect(served).toEqual(["b", "c"]);
});

it("lets the holder go on at once", async () => {
  const queue = new TurnQueue<string>();
  await queue.take("a");
  await queue.take("a");
  expect(queue.holds("a")).toBe(true);
});

it("takes no release from one who does not hold the turn", async () => {
  const queue = new TurnQueue<string>();
  await queue.take("a");
  queue.release("b");
  expect(queue.holds("a")).toBe(true);
});
