import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { findFreePort } from "@/deploy/local/ports";
import { openBenchDatabase } from "./database";
import { memoryOf, processTree } from "./memory";

const Ready = z.object({
  ready: z.literal(true),
  pids: z.object({
    web: z.number(),
    worker: z.number(),
    database: z.number().optional(),
    redis: z.number().optional(),
  }),
});

/** cast2md as `npm start` runs it, from its bundles, on a folder and a database of its own. */
export type Product = {
  url: string;
  description: string;
  pids: Record<string, number | undefined>;
  getJson(path: string): Promise<unknown>;
  postJson(path: string, body: unknown): Promise<unknown>;
  close(): Promise<void>;
};

export async function startProduct(options: { allow: string }): Promise<Product> {
  const launcher = path.resolve("dist/launcher.mjs");
  if (!existsSync(launcher)) throw new Error("dist/ is missing: run npm run build");
  const dataDir = await mkdtemp(path.join(tmpdir(), "cast2md-bench-"));
  const database = process.env.TEST_DATABASE_URL ? await openBenchDatabase() : null;
  const port = await findFreePort();
  const child = fork(launcher, [], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      HOST: "127.0.0.1",
      OUTBOUND_ALLOW: options.allow,
      ...(database ? { DATABASE_URL: database.url } : {}),
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const [message] = await Promise.race([once(child, "message"), exited.then(() => [null])]);
  const { pids } = Ready.parse(message);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    description: `${database?.description ?? "embedded Postgres"}, Redis ${process.env.REDIS_URL ? "given" : "embedded"}`,
    pids: { launcher: child.pid ?? -1, ...pids },
    getJson: (at) => askJson(url + at),
    postJson: (at, body) =>
      askJson(url + at, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    async close() {
      child.kill("SIGTERM");
      await exited;
      await database?.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function askJson(url: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** Peak memory of each process of the product, those that it has started included. */
export function memoryRows({ pids }: Product): [name: string, residentMb: number, peakMb: number][] {
  const own = new Set(Object.values(pids));
  return Object.entries(pids)
    .filter((entry): entry is [string, number] => entry[1] !== undefined)
    .map(([name, pid]) => {
      const tree = processTree(pid).filter((id) => id === pid || !own.has(id));
      const all = (name === "launcher" ? [pid] : tree).map(memoryOf);
      const sum = (field: "residentMb" | "peakMb") => all.reduce((total, memory) => total + memory[field], 0);
      return [name, sum("residentMb"), sum("peakMb")];
    });
}
