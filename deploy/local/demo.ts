import { z } from "zod";

const Problem = z.object({ error: z.object({ message: z.string() }) });

/** Subscribes to the podcast that the web server itself serves from public/demo. Doing it twice changes nothing. */
export async function loadDemo(address: string): Promise<void> {
  const response = await fetch(`${address}/api/feeds`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url: `${address}/demo/feed.xml` }),
  });
  if (response.ok || response.status === 409) return;
  throw new Error(Problem.safeParse(await response.json()).data?.error.message ?? `HTTP ${response.status}`);
}
