import { z } from "zod";
import { openDb } from "@/server/platform/db";
import { silentLog } from "@/server/platform/log";
import { search } from "@/server/search/search.service";
import { ensureSearchIndexes } from "@/server/search/search-indexes";
import { fillLibrary, type Library } from "./fill-library";
import { openBenchDatabase } from "./harness/database";
import { printMachine, printTable, say, summaryCells, summaryColumns } from "./harness/report";
import { seededRandom, seededSpeech, wordOfRank } from "./harness/seeded-text";
import { summarize, timed } from "./harness/stats";

const Options = z.object({
  phrases: z.coerce.number().int().positive().default(100_000),
  clients: z
    .string()
    .default("1,16")
    .transform((list) => list.split(",").map(Number)),
  queries: z.coerce.number().int().positive().default(200),
  library: z
    .string()
    .regex(/^[a-z0-9_]+$/)
    .optional(),
});

/** Ranks of words: in this generated speech rank 100 is in every fiftieth phrase, rank 5 in every third. */
const kinds: Record<string, (pick: Pick) => string> = {
  "rare word": ({ rank }) => wordOfRank(rank(5_000, 50_000)),
  "common word (2 % of phrases)": ({ rank }) => wordOfRank(rank(60, 150)),
  "very common word (a third)": ({ rank }) => wordOfRank(rank(3, 8)),
  "two words": ({ rank }) => `${wordOfRank(rank(60, 400))} ${wordOfRank(rank(400, 4_000))}`,
  "two common words": ({ rank }) => `${wordOfRank(rank(5, 60))} ${wordOfRank(rank(5, 60))}`,
  phrase: ({ phrase }) => `"${phrase(3)}"`,
  "phrase of common words": ({ rank }) => `"${wordOfRank(rank(1, 20))} ${wordOfRank(rank(1, 20))}"`,
  "no such word": ({ rank }) => `xq${rank(1, 50_000)}`,
};

type Pick = { rank: (from: number, to: number) => number; phrase: (words: number) => string };

/** Searches a generated library through the verb that pages and API call, one client after the other and many at once. */
export async function run(given: unknown): Promise<void> {
  const { phrases, clients, queries, library: name } = Options.parse(given);
  const database = await openBenchDatabase(name);
  // As many connections as a web process has.
  const db = openDb({ url: database.url, poolSize: 5 });
  try {
    printMachine({ database: database.description, phrases: String(phrases) });
    const library = { phrases, phrasesPerEpisode: 400, episodesPerFeed: 100 };
    if (!database.isKept) await fill(db, library);
    const rows: (string | number)[][] = [];
    for (const count of clients) {
      for (const [kind, make] of Object.entries(kinds)) {
        const asked = questions(make, queries, library);
        for (const q of asked.slice(0, 20)) await search({ db }, { q, limit: 20 });
        const all = await askAll(asked, count, async (q) => {
          await search({ db }, { q, limit: 20 });
        });
        rows.push([kind, count, ...summaryCells(summarize(all))]);
      }
      const asked = questions(kinds["common word (2 % of phrases)"] ?? (() => ""), queries, library);
      const inFeed = await askAll(asked, count, async (q) => {
        await search({ db }, { q, limit: 20, feed_id: 3 });
      });
      rows.push(["common word in one feed", count, ...summaryCells(summarize(inFeed))]);
    }
    printTable(["query (bar p50 15, p95 50 at 1 M)", "clients", ...summaryColumns], rows);
  } finally {
    await db.$disconnect();
    await database.close();
  }
}

async function fill(db: ReturnType<typeof openDb>, library: Library): Promise<void> {
  const { ms } = await timed(() => fillLibrary(db, library));
  const indexes = await timed(() => ensureSearchIndexes({ db, log: silentLog }));
  await db.$executeRawUnsafe("VACUUM ANALYZE");
  say(
    `filled: ${(ms / 1000).toFixed(1)} s, ${Math.round((library.phrases * 1000) / ms)} phrases/s; indexes: ${(indexes.ms / 1000).toFixed(1)} s\n`,
  );
}

function questions(make: (pick: Pick) => string, count: number, library: Library): string[] {
  const random = seededRandom(count);
  const rank = (from: number, to: number) => from + Math.floor(random() * (to - from));
  const phrase = (words: number) => {
    const speech = seededSpeech(rank(1, Math.ceil(library.phrases / library.phrasesPerEpisode)));
    const all = speech.phrase().split(" ");
    return all.slice(2, 2 + words).join(" ");
  };
  return Array.from({ length: count }, () => make({ rank, phrase }));
}

async function askAll(
  questions: readonly string[],
  clients: number,
  ask: (q: string) => Promise<void>,
): Promise<number[]> {
  const waiting = [...questions];
  const times: number[] = [];
  const client = async () => {
    for (let q = waiting.pop(); q !== undefined; q = waiting.pop()) {
      const question = q;
      times.push((await timed(() => ask(question))).ms);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return times;
}
