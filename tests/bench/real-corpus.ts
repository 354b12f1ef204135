import { z } from "zod";
import { corpusPages, readCorpus, readPhraseQueries, readTitleQueries } from "@/tests/data/corpus";
import { hasSharedData } from "@/tests/data/shared-data";
import { startHost } from "./harness/host";
import { type BenchProduct, memoryRows, startProduct } from "./harness/product";
import { type Progress, progressOf } from "./harness/progress";
import { printMachine, printTable, say, summaryCells, summaryColumns } from "./harness/report";
import { summarize, timed } from "./harness/stats";
import { until } from "./harness/wait";

const Status = z.object({ total_segments: z.number() });

/** The real corpus through the running product: imported, fetched and indexed, then searched over HTTP. */
export async function run(): Promise<void> {
  if (!hasSharedData) return;
  const episodes = readCorpus();
  const words = episodes.reduce((sum, { body }) => sum + body.toString().split(/\s+/).length, 0);
  let feeds: string[] = [];
  const host = await startHost((origin) => {
    const corpus = corpusPages(episodes, origin);
    feeds = corpus.feeds;
    return corpus.pages;
  });
  const product = await startProduct({ allow: host.allow });
  try {
    printMachine({ database: product.description });
    const reached = await importAll(
      product,
      feeds.map((feed) => host.url + feed),
      episodes.length,
    );
    const { total_segments: phrases } = Status.parse(await product.getJson("/api/search/stats"));
    say(`${episodes.length} episodes, ${words} words, ${phrases} phrases\n`);
    printTable(
      ["until all are", "seconds", "episodes/s"],
      Object.entries(reached).map(([step, ms]) => [step, ms / 1000, (episodes.length * 1000) / ms]),
    );
    const phrase = readPhraseQueries().map((query) => query.phrase);
    const kinds = {
      "six words as a phrase": phrase.map((text) => `"${text}"`),
      "six words": phrase,
      "a title": readTitleQueries().map(({ query }) => query),
    };
    const rows: (string | number)[][] = [];
    for (const [kind, queries] of Object.entries(kinds)) rows.push([kind, ...(await searchAll(product, queries))]);
    printTable(["query over HTTP", ...summaryColumns], rows);
    printTable(["process", "MB after", "MB peak"], memoryRows(product));
  } finally {
    await product.close();
    await host.close();
  }
}

async function importAll(product: BenchProduct, urls: readonly string[], episodes: number): Promise<Progress> {
  const start = performance.now();
  for (const url of urls) await product.postJson("/api/feeds", { url });
  const reached: Progress = { listed: 0, stored: 0, indexed: 0 };
  await until(async () => {
    const progress = await progressOf(product);
    for (const step of ["listed", "stored", "indexed"] as const)
      if (reached[step] === 0 && progress[step] >= episodes) reached[step] = performance.now() - start;
    return reached.indexed > 0;
  }, 100);
  return reached;
}

async function searchAll(product: BenchProduct, queries: readonly string[]): Promise<number[]> {
  const ask = (q: string) => product.getJson(`/api/search?q=${encodeURIComponent(q)}`);
  for (const q of queries.slice(0, 20)) await ask(q);
  const times: number[] = [];
  for (const q of queries) times.push((await timed(() => ask(q))).ms);
  return summaryCells(summarize(times));
}
