import { z } from "zod";
import type { BenchProduct } from "./product";

const Feeds = z.object({ feeds: z.array(z.object({ episode_count: z.number(), transcript_count: z.number() })) });
const Queues = z.object({ index_queue: z.object({ completed: z.number() }) });

/** How many episodes of all feeds have come how far. */
export type Progress = { listed: number; stored: number; indexed: number };

export async function progressOf(product: BenchProduct): Promise<Progress> {
  const { feeds } = Feeds.parse(await product.getJson("/api/feeds"));
  const { index_queue: index } = Queues.parse(await product.getJson("/api/queue/status"));
  const sum = (field: "episode_count" | "transcript_count") => feeds.reduce((total, feed) => total + feed[field], 0);
  return { listed: sum("episode_count"), stored: sum("transcript_count"), indexed: index.completed };
}
