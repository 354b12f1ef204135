import { z } from "zod";
import { generatedFeed, generatedTranscript } from "./generated-feed";
import { startHost } from "./harness/host";
import { memoryRows, startProduct } from "./harness/product";
import { type Progress, progressOf } from "./harness/progress";
import { printMachine, printTable } from "./harness/report";
import { until } from "./harness/wait";

const Options = z.object({
  episodes: z.coerce.number().int().positive().default(570),
  // The real corpus has 450 for each episode: about an hour of talk.
  phrases: z.coerce.number().int().positive().default(450),
});

const Feed = z.object({ id: z.number() });

/** Transcripts from a host that answers at once: queued, fetched, stored, indexed. */
export async function run(given: unknown): Promise<void> {
  const { episodes, phrases } = Options.parse(given);
  const host = await startHost((origin) => {
    const transcriptUrl = (index: number) => `${origin}/${index}.vtt`;
    return new Map([
      [
        "/feed.xml",
        { type: "text/xml", body: generatedFeed({ items: episodes, seed: 1, title: "A podcast", transcriptUrl }) },
      ],
      ...Array.from({ length: episodes }, (_, index) => {
        const page = { type: "text/vtt", body: generatedTranscript({ phrases, seed: index + 1 }) };
        return [`/${index}.vtt`, page] as const;
      }),
    ]);
  });
  const product = await startProduct({ allow: host.allow });
  try {
    printMachine({ database: product.description });
    const start = performance.now();
    await Feed.parse(await product.postJson("/api/feeds", { url: `${host.url}/feed.xml` }));
    const reached: Record<keyof Progress, number> = { listed: 0, stored: 0, indexed: 0 };
    await until(async () => {
      const progress = await progressOf(product);
      for (const step of ["listed", "stored", "indexed"] as const)
        if (reached[step] === 0 && progress[step] >= episodes) reached[step] = performance.now() - start;
      return reached.indexed > 0;
    }, 100);
    printTable(
      [`${episodes} episodes of ${phrases} phrases`, "seconds", "episodes/s"],
      Object.entries(reached).map(([step, ms]) => [step, ms / 1000, (episodes * 1000) / ms]),
    );
    printTable(["process", "MB after", "MB peak"], memoryRows(product));
  } finally {
    await product.close();
    await host.close();
  }
}
