// Reads damaged documents until it is told to stop, and says before each one what it is about to read.
import { readFileSync } from "node:fs";
import { parseChaptersDocument } from "@/server/episodes/chapters";
import { readOpml } from "@/server/feeds/opml/read-opml";
import { parseFeed } from "@/server/feeds/parsing/parse-feed";
import { AppError } from "@/server/platform/errors";
import { parseTranscript } from "@/server/transcripts/parse-transcript";
import { phrasesOf } from "@/server/transcripts/phrases";
import { seededRandom } from "../harness/seeded-text";
import { mutate } from "./mutate";

export type FuzzReport =
  | { kind: "reading"; seed: number; file: string }
  | { kind: "read"; count: number; slowestMs: number; slowestSeed: number; residentMb: number }
  | { kind: "crashed"; seed: number; file: string; stack: string };

const [seedText = "1", ...files] = process.argv.slice(2);
const documents = files.map((file) => ({ file, bytes: readFileSync(file) }));
const send = (report: FuzzReport) => process.send?.(report);

async function readEverything(bytes: Uint8Array, file: string): Promise<void> {
  const transcript = parseTranscript(bytes, { mediaType: null, url: file });
  JSON.stringify(phrasesOf(transcript));
  parseChaptersDocument(bytes);
  await orRefused(async () => readOpml(new TextDecoder().decode(bytes)));
  await orRefused(() => parseFeed(bytes, { url: "https://example.org/feed" }));
}

/** What is refused with a sentence for people is no crash. */
async function orRefused(read: () => Promise<unknown>): Promise<void> {
  try {
    JSON.stringify(await read());
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

let count = 0;
let slowestMs = 0;
let slowestSeed = 0;
for (let seed = Number(seedText); process.connected; seed++) {
  const random = seededRandom(seed);
  const { file, bytes } = documents[Math.floor(random() * documents.length)] ?? { file: "", bytes: Buffer.alloc(0) };
  const damaged = mutate(
    bytes,
    documents.map((document) => document.bytes),
    random,
  );
  if (count % 50 === 0) {
    send({ kind: "read", count, slowestMs, slowestSeed, residentMb: process.memoryUsage.rss() / 1e6 });
    await new Promise((resolve) => setImmediate(resolve));
  }
  const startedAt = performance.now();
  send({ kind: "reading", seed, file });
  try {
    await readEverything(damaged, file);
  } catch (error) {
    send({
      kind: "crashed",
      seed,
      file,
      stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
  const ms = performance.now() - startedAt;
  if (ms > slowestMs) [slowestMs, slowestSeed] = [ms, seed];
  count++;
}
