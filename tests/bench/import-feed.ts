import { z } from "zod";
import { generatedFeed } from "./generated-feed";
import { startHost } from "./harness/host";
import { type BenchProduct, memoryRows, startProduct } from "./harness/product";
import { printMachine, printTable, say, summaryCells, summaryColumns } from "./harness/report";
import { summarize, timed } from "./harness/stats";
import { until } from "./harness/wait";

const Options = z.object({
  items: z.coerce.number().int().positive().default(1400),
  rounds: z.coerce.number().int().positive().default(5),
});

const Feed = z.object({ id: z.number(), episode_count: z.number() });

/** A feed is added, as a person would: how long until the answer, how long until every episode is listed, how much memory. */
export async function run(given: unknown): Promise<void> {
  const { items, rounds } = Options.parse(given);
  const host = await startHost(
    () =>
      new Map(
        Array.from({ length: rounds }, (_, round) => [
          `/${round}.xml`,
          { type: "application/rss+xml", body: generatedFeed({ items, seed: round + 1, title: `Podcast ${round}` }) },
        ]),
      ),
  );
  const product = await startProduct({ allow: host.allow });
  try {
    printMachine({ database: product.description });
    const before = memoryRows(product);
    const answered: number[] = [];
    const listed: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const times = await addFeed(product, `${host.url}/${round}.xml`, items);
      answered.push(times.answeredMs);
      listed.push(times.listedMs);
      say(`round ${round}: answered ${Math.round(times.answeredMs)} ms, listed ${Math.round(times.listedMs)} ms`);
    }
    printTable(
      ["what", ...summaryColumns],
      [
        ["POST /api/feeds answered", ...summaryCells(summarize(answered))],
        [`${items} episodes listed (bar 2000 ms)`, ...summaryCells(summarize(listed))],
      ],
    );
    const idle = new Map(before.map(([name, residentMb]) => [name, residentMb]));
    printTable(
      ["process (bar 300 MB)", "MB before", "MB after", "MB peak"],
      memoryRows(product).map(([name, residentMb, peakMb]) => [name, idle.get(name) ?? 0, residentMb, peakMb]),
    );
  } finally {
    await product.close();
    await host.close();
  }
}

async function addFeed(product: BenchProduct, url: string, items: number) {
  const start = performance.now();
  const { answer, ms: answeredMs } = await timed(async () => Feed.parse(await product.postJson("/api/feeds", { url })));
  await until(async () => Feed.parse(await product.getJson(`/api/feeds/${answer.id}`)).episode_count >= items, 10);
  return { answeredMs, listedMs: performance.now() - start };
}
