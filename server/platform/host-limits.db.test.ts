import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/tests/test-database";
import { createHostLimits } from "./host-limits";

let database: TestDatabase;
let now = new Date("2026-01-01T00:00:00Z").getTime();
const clock = { now: () => new Date(now) };
const seconds = (until: Date | null) => until && (until.getTime() - now) / 1000;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it("leaves a host alone as long as it asks, and longer each time in a row", async () => {
  const limits = createHostLimits({ db: database.db, clock });
  expect(await limits.pausedUntil("a")).toBeNull();
  await limits.tooBusy("a", 120_000);
  expect(seconds(await limits.pausedUntil("a"))).toBe(120);
  now += 120_000;
  expect(await limits.pausedUntil("a")).toBeNull();
  await limits.tooBusy("a", null);
  await limits.tooBusy("a", null);
  expect(seconds(await limits.pausedUntil("a"))).toBe(120);
  now += 120_000;
  limits.answered("a");
  await limits.tooBusy("a", null);
  expect(seconds(await limits.pausedUntil("a"))).toBe(30);
});

it("does not shorten what the host asked for when it refuses others without a word", async () => {
  const [ours, theirs] = [1, 2].map(() => createHostLimits({ db: database.db, clock }));
  await theirs?.pausedUntil("c");
  await ours?.tooBusy("c", 3600_000);
  await ours?.tooBusy("c", null);
  await theirs?.tooBusy("c", null);
  expect(seconds((await ours?.pausedUntil("c")) ?? null)).toBe(3600);
  expect(seconds(await createHostLimits({ db: database.db, clock }).pausedUntil("c"))).toBe(3600);
});

it("is known to other processes and to the next start", async () => {
  await createHostLimits({ db: database.db, clock }).tooBusy("b", 60_000);
  expect(seconds(await createHostLimits({ db: database.db, clock }).pausedUntil("b"))).toBe(60);
});
