import { type ChildProcess, fork } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { printMachine, printTable, say } from "../harness/report";
import type { FuzzReport } from "./fuzz-main";

const Options = z.object({
  minutes: z.coerce.number().positive().default(10),
  seed: z.coerce.number().int().default(1),
});

/** Nothing that is fetched may take this long to read. */
const HANG_MS = 30_000;
const LARGEST = 600_000;
const EXTENSION = /\.(?:xml|opml|vtt|srt|json|html|txt|rss)$/;

/**
 * Feeds the parsers of feeds, transcripts and chapters with damaged documents: those of the demo podcast, and with SHARED_DATA also
 * real ones. A crash is anything thrown that is no answer for people; a hang anything that takes half a minute.
 */
export async function run(given: unknown): Promise<void> {
  const { minutes, seed } = Options.parse(given);
  const folders = ["public/demo", ...["feeds", "transcripts", "opml"].map((name) => sharedFolder(name))].flatMap(
    (name) => name ?? [],
  );
  const files = folders.flatMap(documentsIn);
  printMachine({ documents: String(files.length), seed: String(seed) });

  const troubles: string[] = [];
  const memory = new Map<number, Progress>();
  let last: { seed: number; file: string; at: number } = { seed, file: "", at: Date.now() };
  const minuteOf = (time: number) => Math.floor((time - startedAt) / 60_000);
  const startedAt = Date.now();
  const onReport = (report: FuzzReport) => {
    if (report.kind === "reading") last = { ...report, at: Date.now() };
    else if (report.kind === "read") memory.set(minuteOf(Date.now()), report);
    else troubles.push(`crash: seed ${report.seed}, ${report.file}\n${report.stack}`);
  };
  let child = startReader(seed, files, onReport);
  while (Date.now() - startedAt < minutes * 60_000) {
    await sleep(1000);
    if (Date.now() - last.at < HANG_MS && child.exitCode === null) continue;
    troubles.push(`${child.exitCode === null ? "hang" : "death"}: seed ${last.seed}, ${last.file}`);
    child.kill("SIGKILL");
    last.at = Date.now();
    child = startReader(last.seed + 1, files, onReport);
  }
  child.kill("SIGKILL");
  report(memory, troubles);
}

type Progress = Extract<FuzzReport, { kind: "read" }>;

function report(memory: ReadonlyMap<number, Progress>, troubles: readonly string[]): void {
  printTable(
    ["minute", "resident MB", "documents read", "slowest ms", "its seed"],
    [...memory].map(([minute, { residentMb, count, slowestMs, slowestSeed }]) => [
      minute,
      residentMb,
      String(count),
      slowestMs,
      String(slowestSeed),
    ]),
  );
  say(`${troubles.length} crashes and hangs`);
  for (const trouble of troubles) say(`\n${trouble}`);
  if (troubles.length > 0) process.exitCode = 1;
}

function startReader(seed: number, files: readonly string[], onReport: (report: FuzzReport) => void): ChildProcess {
  const child = fork(path.resolve("tests/bench/fuzz/fuzz-main.ts"), [String(seed), ...files], {
    execArgv: ["--import", "tsx", "--max-old-space-size=1024"],
  });
  child.on("message", (message) => onReport(message as FuzzReport)); // sent by fuzz-main.ts alone
  return child;
}

const sharedFolder = (name: string) =>
  process.env["SHARED_DATA"] ? path.join(process.env["SHARED_DATA"], name) : undefined;

function documentsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && EXTENSION.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size <= LARGEST);
}
