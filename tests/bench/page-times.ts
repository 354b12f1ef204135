import { Agent, request } from "node:http";
import { z } from "zod";
import { generatedFeed, generatedTranscript } from "./generated-feed";
import { startHost } from "./harness/host";
import { type BenchProduct, memoryRows, startProduct } from "./harness/product";
import { progressOf } from "./harness/progress";
import { printMachine, printTable, summaryCells, summaryColumns } from "./harness/report";
import { wordOfRank } from "./harness/seeded-text";
import { summarize, timed } from "./harness/stats";
import { until } from "./harness/wait";

const Options = z.object({
  episodes: z.coerce.number().int().positive().default(10_000),
  requests: z.coerce.number().int().positive().default(100),
});

const TRANSCRIPTS = 20;
const Feed = z.object({ id: z.number() });
const Episodes = z.object({ episodes: z.array(z.object({ id: z.number() })) });

/** What the server takes for a page, asked over one connection that is kept, with a large feed in the library. */
export async function run(given: unknown): Promise<void> {
  const { episodes, requests } = Options.parse(given);
  const host = await startHost((origin) => {
    const transcriptUrl = (index: number) => `${origin}/${index}.vtt`;
    const large = generatedFeed({ items: episodes, seed: 1, title: "A large podcast" });
    const read = generatedFeed({ items: TRANSCRIPTS, seed: 2, title: "A read podcast", transcriptUrl });
    return new Map([
      ["/large.xml", { type: "text/xml", body: large }],
      ["/read.xml", { type: "text/xml", body: read }],
      ...Array.from({ length: TRANSCRIPTS }, (_, index) => {
        const body = generatedTranscript({ phrases: 450, seed: index + 1 });
        return [`/${index}.vtt`, { type: "text/vtt", body }] as const;
      }),
    ]);
  });
  const product = await startProduct({ allow: host.allow });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    printMachine({ database: product.description });
    const large = Feed.parse(await product.postJson("/api/feeds", { url: `${host.url}/large.xml` }));
    const read = Feed.parse(await product.postJson("/api/feeds", { url: `${host.url}/read.xml` }));
    await until(async () => {
      const { listed, indexed } = await progressOf(product);
      return listed >= episodes + TRANSCRIPTS && indexed >= TRANSCRIPTS;
    }, 500);
    const { episodes: some } = Episodes.parse(await product.getJson(`/api/feeds/${read.id}/episodes`));
    const word = encodeURIComponent(wordOfRank(100));
    const paths = [
      "/",
      "/feeds",
      `/feeds/${large.id}`,
      `/episodes/${some[0]?.id}`,
      `/search?q=${word}`,
      "/api/feeds",
      `/api/feeds/${large.id}`,
      `/api/feeds/${large.id}/episodes`,
      `/api/feeds/${large.id}/episodes?offset=${episodes - 50}`,
      `/api/episodes/${some[0]?.id}`,
      `/api/search?q=${word}`,
      "/api/queue/status",
      "/api/status",
    ];
    const rows: (string | number)[][] = [];
    for (const path of paths) rows.push([path, ...(await measure(product, agent, path, requests))]);
    printTable(["path (bar p95 50 ms)", "status", "kB", ...summaryColumns], rows);
    printTable(["process", "MB after", "MB peak"], memoryRows(product));
  } finally {
    agent.destroy();
    await product.close();
    await host.close();
  }
}

async function measure(product: BenchProduct, agent: Agent, path: string, requests: number): Promise<number[]> {
  const get = () => fetchWhole(agent, product.url + path);
  for (let count = 0; count < 10; count++) await get();
  const times: number[] = [];
  let last = { status: 0, bytes: 0 };
  for (let count = 0; count < requests; count++) {
    const { ms, answer } = await timed(get);
    times.push(ms);
    last = answer;
  }
  return [last.status, last.bytes / 1000, ...summaryCells(summarize(times))];
}

function fetchWhole(agent: Agent, url: string): Promise<{ status: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers: { accept: "text/html,application/json" } }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => (bytes += chunk.length));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, bytes }));
      response.on("error", reject);
    });
    asked.on("error", reject);
    asked.end();
  });
}
