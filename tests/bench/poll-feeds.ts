import { readFileSync } from "node:fs";
import { z } from "zod";
import { learnInterval, nextPollAt } from "@/server/feeds/poll-schedule";
import { ask, openBenchDatabase } from "./harness/database";
import { startHost } from "./harness/host";
import { processTree } from "./harness/memory";
import { memoryRows, startProduct } from "./harness/product";
import { printMachine, printTable, say } from "./harness/report";
import { until } from "./harness/wait";

const Options = z.object({ feeds: z.coerce.number().int().positive().default(5000) });

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How often podcasts appear, in days, and how many of a hundred do so. The last ones have fallen silent. */
const rhythms = [
  { days: 1, share: 10 },
  { days: 3.5, share: 10 },
  { days: 7, share: 40 },
  { days: 14, share: 15 },
  { days: 30, share: 10 },
  { days: 400, share: 15 },
] as const;

/**
 * Polling a large library. First on paper: how the looks of a week spread when all feeds were added in the same minute. Then
 * for real: every feed is due at once, as after a long rest, and none has changed.
 */
export async function run(given: unknown): Promise<void> {
  const { feeds } = Options.parse(given);
  printSchedule(feeds);
  await measureStorm(feeds);
}

function printSchedule(feeds: number): void {
  const start = new Date("2026-03-02T00:00:00Z").getTime();
  const perMinute = new Map<number, number>();
  for (let id = 1; id <= feeds; id++) {
    const rhythmMs = rhythmOf(id).days * DAY;
    const phaseMs = ((id * 2654435761) % 1000) / 1000;
    const publishedBefore = (now: number) =>
      Array.from(
        { length: 12 },
        (_, n) => new Date(start + (Math.floor((now - start) / rhythmMs - phaseMs) - n + phaseMs) * rhythmMs),
      );
    for (let now = start; now < start + 7 * DAY; ) {
      perMinute.set(Math.floor((now - start) / MINUTE), (perMinute.get(Math.floor((now - start) / MINUTE)) ?? 0) + 1);
      const bounds = { shortestMs: 60 * MINUTE, longestMs: 720 * MINUTE };
      const at = new Date(now);
      const { intervalMs } = learnInterval({ publishedAt: publishedBefore(now), isComplete: false, bounds, now: at });
      now = nextPollAt({ id, intervalMs, failureCount: 0, now: at }).getTime();
    }
  }
  const minutesOf = (day: number) =>
    Array.from({ length: 1440 }, (_, minute) => perMinute.get(day * 1440 + minute) ?? 0);
  printTable(
    ["day", "looks", "per feed", "mean per minute", "busiest minute", "busiest / mean"],
    [0, 1, 3, 6].map((day) => {
      const minutes = minutesOf(day);
      const total = minutes.reduce((sum, count) => sum + count, 0);
      const busiest = Math.max(...(day === 0 ? minutes.slice(1) : minutes));
      return [day + 1, total, total / feeds, total / 1440, busiest, busiest / (total / 1440)];
    }),
  );
  say("(The first minute of day 1, in which all are looked at, is left out of its busiest.)\n");
}

async function measureStorm(feeds: number): Promise<void> {
  const body = '<rss version="2.0"><channel><title>Never asked for</title></channel></rss>';
  const host = await startHost(
    () => new Map(Array.from({ length: feeds }, (_, n) => [`/${n + 1}`, { type: "application/rss+xml", body }])),
  );
  const database = await openBenchDatabase();
  await fill(database.url, feeds, host.url);
  const product = await startProduct({ allow: host.allow, databaseUrl: database.url });
  try {
    printMachine({ database: database.description });
    const start = performance.now();
    const cpuBefore = cpuSecondsOf(product.pids);
    const left = async () =>
      (
        await ask<{ left: number }>(database.url, "SELECT count(*)::int AS left FROM feed WHERE last_polled_at IS NULL")
      )[0]?.left ?? 0;
    await until(async () => (await left()) === 0, 500);
    const seconds = (performance.now() - start) / 1000;
    const cpu = cpuSecondsOf(product.pids);
    say(
      `${feeds} unchanged feeds, all due at once, were looked at in ${seconds.toFixed(1)} s: ${(feeds / seconds).toFixed(0)} per second\n`,
    );
    printTable(
      ["process", "CPU s", "CPU ms per feed", "MB peak"],
      memoryRows(product).map(([name, , peakMb]) => {
        const used = (cpu[name] ?? 0) - (cpuBefore[name] ?? 0);
        return [name, used, (1000 * used) / feeds, peakMb];
      }),
    );
    const spread = await ask<{ from: number; count: number }>(
      database.url,
      `SELECT width_bucket(extract(epoch FROM next_poll_at - last_polled_at) / 3600, 0, 14, 14)::int - 1 AS from, count(*)::int AS count
       FROM feed GROUP BY 1 ORDER BY 1`,
    );
    printTable(
      ["next look in hours, from", "feeds"],
      spread.map((row) => [row.from, row.count]),
    );
  } finally {
    await product.close();
    await database.close();
    await host.close();
  }
}

function rhythmOf(id: number): (typeof rhythms)[number] {
  let place = (id * 37) % 100;
  for (const rhythm of rhythms) {
    if (place < rhythm.share) return rhythm;
    place -= rhythm.share;
  }
  return rhythms[0];
}

async function fill(url: string, feeds: number, origin: string): Promise<void> {
  await ask(
    url,
    `INSERT INTO feed (url, url_key, title, etag, is_archive_read, next_poll_at)
     SELECT '${origin}/' || n, 'bench-' || n, 'Podcast ' || n, '"bench"', true, now() FROM generate_series(1, ${feeds}) n`,
  );
  const days = Array.from({ length: 100 }, (_, id) => rhythmOf(id).days);
  await ask(
    url,
    `INSERT INTO episode (feed_id, guid, content_hash, title, enclosure_url, enclosure_key, published_at, state)
     SELECT f.id, 'g' || n, 'h', 'Episode ' || n, 'https://e.example/' || n, 'k' || n,
       now() - (n - 0.5 + (f.id % 10) / 20.0) * interval '1 day' * (ARRAY[${days.join(",")}])[f.id % 100 + 1], 'needs_audio'
     FROM feed f CROSS JOIN generate_series(1, 12) n`,
  );
}

/** What the kernel has counted for each part of the product, children included. Linux only. */
function cpuSecondsOf(pids: Record<string, number>): Record<string, number> {
  const own = new Set(Object.values(pids));
  const entries = Object.entries(pids).map(([name, pid]) => {
    const tree = name === "launcher" ? [pid] : processTree(pid).filter((id) => id === pid || !own.has(id));
    return [name, tree.reduce((sum, id) => sum + cpuSeconds(id), 0)];
  });
  return Object.fromEntries(entries);
}

function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100; // user and system time in ticks of 10 ms
}
