import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aFeed, aTranscript } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { type Part, type Product, startProduct } from "./start-product";

const EPISODES = 300;

let host: FeedHost;
let product: Product;

beforeAll(async () => {
  host = await startFeedHost();
  product = await startProduct({ env: { OUTBOUND_ALLOW: host.allow } });
});
afterAll(async () => {
  await product.stop();
  await host.close();
});

type Counts = { episodes: { id: number; status: string; job: unknown }[]; total: number };

const listed = (id: number) =>
  product.api<Counts>("GET", `/api/feeds/${id}/episodes?limit=500&include_description=false`).catch(() => null);
const completed = async (id: number) =>
  (await listed(id))?.episodes.filter((episode) => episode.status === "completed").length ?? 0;

it("loses nothing and does nothing twice while its processes are killed during an import", async () => {
  const items = Array.from({ length: EPISODES }, (_, index) => {
    host.pages.set(`/${index}.vtt`, {
      body: aTranscript([`These are the words of number${index} alone.`, "And a second line for it."]),
    });
    return {
      guid: `e${index}`,
      title: `Episode ${index}`,
      enclosure: `https://example.org/${index}.mp3`,
      transcripts: [{ url: `${host.url}/${index}.vtt` }],
    };
  });
  host.pages.set("/feed", { body: aFeed({ items }) });
  const { id } = await product.api<{ id: number }>("POST", "/api/feeds", { url: `${host.url}/feed` });

  const victims: Part[] = ["worker", "redis", "database", "web", "worker", "database"];
  for (const [index, victim] of victims.entries()) {
    await expect.poll(() => completed(id), { timeout: 60_000, interval: 50 }).toBeGreaterThan(index * 40);
    process.kill(product.pid(victim), "SIGKILL"); // the embedded Redis has only memory: killing it wipes it
    await sleep(300); // the launcher notices
  }

  const final = ["completed", "failed", "needs_audio", "awaiting_transcript"];
  const unfinished = async () => {
    const page = await listed(id);
    return page
      ? EPISODES - page.episodes.filter((episode) => final.includes(episode.status) && episode.job === null).length
      : EPISODES;
  };
  await expect.poll(unfinished, { timeout: 120_000, interval: 500 }).toBe(0);

  expect(await completed(id)).toBe(EPISODES);
  await expect
    .poll(async () => (await product.api<{ indexed_episodes: number }>("GET", "/api/search/stats")).indexed_episodes, {
      timeout: 60_000,
    })
    .toBe(EPISODES);
  for (const index of [0, 137, 299]) {
    const { total } = await product.api<{ total: number }>("GET", `/api/search?q=number${index}`);
    expect(total).toBe(1);
  }
  const stats = await product.api<{ total_segments: number }>("GET", "/api/search/stats");
  expect(stats.total_segments).toBe(EPISODES); // two cues make one phrase
  const status = await product.api<{ transcript_count: number }>("GET", "/api/status");
  expect(status.transcript_count).toBe(EPISODES);
});
