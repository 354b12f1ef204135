import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Db } from "@/server/platform/db";
import { invalid, unavailable } from "@/server/platform/errors";
import { planOf } from "@/tests/plan-of";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { jobCatalog, type Priority, priorities, workerJobTypes } from "./catalog";
import { cancelOfFeed, listDue, reclaimExpired } from "./jobs.repo";
import type { DueJob } from "./jobs.schema";
import {
  cancelFeedJobs,
  claimJob,
  enqueue,
  failJob,
  releaseJob,
  renewLease,
  reportProgress,
  settleJob,
} from "./jobs.service";
import { reconcile } from "./reconcile";
import { watchJobs } from "./watch-jobs";

let app: TestApp;
let feedId: number;

beforeAll(async () => {
  app = await openTestApp();
  const feed = await app.db.feed.create({ data: { url: "u", urlKey: "u", title: "t" } });
  feedId = feed.id;
});
afterAll(() => app.close());
afterEach(() => app.db.job.deleteMany());

const add = (options: { feedId?: number; priority?: 0 | 10 | 20 | 30; runAt?: Date } = {}) => {
  const { priority = priorities.fresh, ...rest } = options;
  return enqueue(app, [
    {
      type: "refreshFeed",
      payload: { feedId: rest.feedId ?? feedId },
      priority,
      ...(rest.runAt ? { runAt: rest.runAt } : {}),
    },
  ]);
};
const claim = async () => {
  const held = await claimJob(app, "refreshFeed", "me");
  if (!held) throw new Error("nothing to claim");
  return held;
};
const row = async () => (await app.db.job.findMany())[0];
const anotherFeed = async () =>
  (await app.db.feed.create({ data: { url: "u", urlKey: String(Math.random()), title: "t" } })).id;

describe("queueing", () => {
  it("keeps one live job for a subject, whoever asks", async () => {
    expect(await add()).toHaveLength(1);
    expect(await add()).toHaveLength(0);
    await claim();
    expect(await add()).toHaveLength(0);
  });

  it("lets a click overtake the backlog, also for a job that waits already", async () => {
    await add({ priority: priorities.backlog });
    await add({ feedId: await anotherFeed(), priority: priorities.fresh });
    await add({ priority: priorities.click });
    expect((await claim()).payload).toEqual({ feedId });
  });

  it("takes a subject anew when the job before has ended", async () => {
    await add();
    await settleJob(app, await claim(), { kind: "done" });
    expect(await add()).toHaveLength(1);
  });

  it("leaves a job alone until its time", async () => {
    await add({ runAt: new Date(app.clock.now().getTime() + 1000) });
    expect(await claimJob(app, "refreshFeed", "me")).toBeNull();
    app.advance(1000);
    await claim();
  });
});

describe("claiming", () => {
  it("gives a job to one of many", async () => {
    for (let index = 0; index < 20; index++) await add({ feedId: await anotherFeed() });
    const claims = await Promise.all(Array.from({ length: 40 }, () => claimJob(app, "refreshFeed", "me")));
    const ids = claims.flatMap((held) => (held ? [held.id] : []));
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(20);
  });

  it("frees the job of a worker that died, and lets its late result not count", async () => {
    await add();
    const dead = await claim();
    app.advance(21_000);
    await reconcile(app);
    const alive = await claim();
    expect(alive).toMatchObject({ id: dead.id, attempt: 2 });
    expect(await settleJob(app, dead, { kind: "done" })).toBe(false);
    expect(await row()).toMatchObject({ state: "running", leaseToken: alive.token });
    expect(await settleJob(app, alive, { kind: "done" })).toBe(true);
  });

  it("leaves a job to a worker that keeps its lease", async () => {
    await add();
    const held = await claim();
    app.advance(15_000);
    expect(await renewLease(app, held, 20_000)).toBe(true);
    app.advance(15_000);
    await reconcile(app);
    expect(await row()).toMatchObject({ state: "running" });
  });

  it("stops trying a job that kills every worker", async () => {
    await add();
    for (let attempt = 0; attempt < jobCatalog.refreshFeed.attempts; attempt++) {
      await claim();
      app.advance(21_000);
      await reconcile(app);
    }
    expect(await row()).toMatchObject({ state: "failed", error: expect.stringContaining("stopped in the middle") });
  });
});

describe("ringing for what nobody rang for", () => {
  const queueMany = (count: number) => app.db.$executeRaw`
    INSERT INTO job (type, subject, payload, priority, max_attempts)
    SELECT 'fetchTranscript', n, '{}', ${priorities.click}, 5 FROM generate_series(1, ${count}::int) n`;

  it("keeps no type waiting because another has much to do", async () => {
    await queueMany(600);
    await enqueue(app, [{ type: "exportVault", payload: {}, priority: priorities.backlog }]);
    const rung: string[] = [];
    const ring = async (jobs: readonly DueJob[]) => void rung.push(...jobs.map((job) => job.type));
    app.advance(1_000);
    await reconcile({ ...app, bell: { ...app.bell, ring } });
    expect(rung.filter((type) => type === "fetchTranscript")).toHaveLength(500);
    expect(rung).toContain("exportVault");
  });

  it("reads what it rings for and no more", async () => {
    await queueMany(10_000);
    await app.db.$executeRaw`ANALYZE job`;
    const plan = await planOf(app.db, (db) =>
      listDue(db, { types: workerJobTypes, now: app.clock.now(), limitPerType: 500 }),
    );
    expect(plan).toContainEqual(expect.objectContaining({ kind: "Index Scan", index: "job_due_idx" }));
    expect(plan.map((node) => node.kind).filter((kind) => kind.includes("Sort"))).toEqual([]);
  });
});

describe("many rows at once", () => {
  const now = () => app.clock.now();
  it.each([
    ["that dead workers held", (db: Db) => reclaimExpired(db, now())],
    ["of a feed that goes", (db: Db) => cancelOfFeed(db, { feedId, because: "it goes", now: now() })],
  ])("are locked by subject, so that nobody who queues jobs waits for whoever waits for him: %s", async (_, query) => {
    const kinds = (await planOf(app.db, query)).map((node) => node.kind);
    expect(kinds[kinds.indexOf("LockRows") + 1]).toBe("Sort");
  });

  it("end with the feed that they are about, and no others", async () => {
    await add();
    await claim();
    await add({ feedId: await anotherFeed() });
    expect(await cancelFeedJobs(app, { feedId, because: "it goes" })).toBe(1);
    const jobs = await app.db.job.findMany({ orderBy: { id: "asc" } });
    expect(jobs).toMatchObject([{ state: "cancelled", error: "it goes", leaseToken: null }, { state: "queued" }]);
  });
});

describe("what brings something in step, asked for while it runs", () => {
  const ask = (priority: Priority = priorities.backlog) =>
    enqueue(app, [{ type: "exportVault", payload: {}, priority }]);
  const start = async () => {
    const held = await claimJob(app, "exportVault", "me");
    if (!held) throw new Error("nothing to claim");
    return held;
  };
  const rows = () => app.db.job.findMany({ orderBy: { id: "asc" } });
  const startAndAskAgain = async () => {
    await ask();
    const held = await start();
    expect(await ask(priorities.click)).toEqual([]);
    return held;
  };

  it("runs once more after it is done, as new", async () => {
    const held = await startAndAskAgain();
    expect(await settleJob(app, held, { kind: "done", note: "3 written" })).toBe(true);
    expect(await rows()).toMatchObject([
      { state: "completed", progressNote: "3 written" },
      { state: "queued", attempt: 0, priority: priorities.click, isAskedAgain: false },
    ]);
    expect(await settleJob(app, await start(), { kind: "done" })).toBe(true);
    expect((await rows()).map((job) => job.state)).toEqual(["completed", "completed"]);
  });

  it("runs once more after it has failed", async () => {
    expect(await failJob(app, await startAndAskAgain(), invalid("broken"))).toBe("fail");
    expect(await rows()).toMatchObject([
      { state: "failed", error: "broken" },
      { state: "queued", error: null },
    ]);
  });

  it("runs once more after its last worker died", async () => {
    await ask();
    for (let attempt = 0; attempt < jobCatalog.exportVault.attempts; attempt++) {
      await start();
      await ask();
      app.advance(jobCatalog.exportVault.leaseMs + 1);
      await reconcile(app);
    }
    expect(await rows()).toMatchObject([{ state: "failed" }, { state: "queued", attempt: 0 }]);
  });

  it("needs no other run when it is tried again anyway", async () => {
    expect(await failJob(app, await startAndAskAgain(), unavailable("no answer"))).toBe("retry");
    app.advance(5_000);
    await settleJob(app, await start(), { kind: "done" });
    expect(await rows()).toMatchObject([{ state: "completed" }]);
  });

  it("runs once more only by the word of who holds the lease", async () => {
    const dead = await startAndAskAgain();
    app.advance(jobCatalog.exportVault.leaseMs + 1);
    await reconcile(app);
    expect(await settleJob(app, dead, { kind: "done" })).toBe(false);
    expect(await rows()).toMatchObject([{ state: "queued" }]);
  });

  it("is one job when it is asked for twice at once", async () => {
    const work = { type: "exportVault", payload: {} } as const;
    await enqueue(app, [
      { ...work, priority: priorities.backlog },
      { ...work, priority: priorities.click },
    ]);
    expect(await rows()).toMatchObject([{ state: "queued", priority: priorities.click }]);
  });
});

it("does not repeat a refresh that is asked for while it runs", async () => {
  await add();
  const held = await claim();
  await add({ priority: priorities.click });
  await settleJob(app, held, { kind: "done" });
  expect(await app.db.job.count()).toBe(1);
});

describe("ending", () => {
  it("tries what may pass again, later each time, and then fails", async () => {
    await add();
    expect(await failJob(app, await claim(), unavailable("no answer"))).toBe("retry");
    expect(await row()).toMatchObject({ state: "queued", error: "no answer", attempt: 1, leaseToken: null });
    expect(await claimJob(app, "refreshFeed", "me")).toBeNull();
    app.advance(5_000);
    expect(await failJob(app, await claim(), unavailable("no answer"))).toBe("retry");
    app.advance(25_000);
    expect(await failJob(app, await claim(), unavailable("no answer"))).toBe("fail");
    expect(await row()).toMatchObject({ state: "failed", finishedAt: expect.any(Date) });
  });

  it("gives a job back without using an attempt when a worker stops", async () => {
    await add();
    await releaseJob(app, await claim());
    expect(await row()).toMatchObject({ state: "queued", attempt: 0, leaseOwner: null });
  });

  it("postpones without using an attempt", async () => {
    await add();
    const until = new Date(app.clock.now().getTime() + 60_000);
    await settleJob(app, await claim(), { kind: "postponed", until, because: "the host asks to wait" });
    expect(await row()).toMatchObject({ state: "queued", attempt: 0, runAt: until, error: "the host asks to wait" });
  });

  it("takes a job along with the feed that it is about", async () => {
    await add({ feedId: await anotherFeed() });
    await app.db.feed.deleteMany({ where: { NOT: { id: feedId } } });
    expect(await app.db.job.count()).toBe(0);
  });
});

it("tells a watcher every change once, also to one that comes back", async () => {
  const watching = new AbortController();
  const seen: string[] = [];
  const watch = watchJobs(app, { since: "0", signal: watching.signal });
  const reading = (async () => {
    for await (const batch of watch) {
      seen.push(...batch.changes.map((change) => `${change.state} ${change.progress}`));
      if (seen.at(-1) === "completed 100") return batch.rev;
    }
    return "";
  })();
  await add();
  const held = await claim();
  await reportProgress(app, held, 42, "half");
  await settleJob(app, held, { kind: "done" });
  const last = await reading;
  expect(seen.at(-1)).toBe("completed 100");

  await add();
  const resumed = await watchJobs(app, { since: last, signal: watching.signal }).next();
  expect(resumed.value).toMatchObject({ changes: [{ state: "queued" }] });
  watching.abort();
});
