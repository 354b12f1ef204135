import { type Part, type Product, startProduct as start } from "@/tests/system/start-product";
import { openBenchDatabase } from "./database";
import { memoryOf, processTree } from "./memory";

/** The built product with what a benchmark asks of it. */
export type BenchProduct = {
  url: string;
  description: string;
  /** The processes that it consists of, by name. */
  pids: Record<string, number>;
  getJson(path: string): Promise<unknown>;
  postJson(path: string, body: unknown): Promise<unknown>;
  close(): Promise<void>;
};

const parts: Part[] = ["web", "worker", "database", "redis"];

/**
 * Starts it on a folder of its own, and on the given database, or else on one of its own where TEST_DATABASE_URL names a
 * server.
 */
export async function startProduct(options: { allow: string; databaseUrl?: string }): Promise<BenchProduct> {
  const database = process.env.TEST_DATABASE_URL && !options.databaseUrl ? await openBenchDatabase() : null;
  const databaseUrl = options.databaseUrl ?? database?.url;
  const product = await start({
    env: { OUTBOUND_ALLOW: options.allow, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) },
  });
  return {
    url: product.url,
    description: `${database?.description ?? "embedded Postgres"}, embedded Redis`,
    pids: pidsOf(product),
    getJson: (path) => product.api("GET", path),
    postJson: (path, body) => product.api("POST", path, body),
    async close() {
      await product.stop();
      await database?.close();
    },
  };
}

function pidsOf(product: Product): Record<string, number> {
  const running = parts.filter((part) => product.isRunning(part));
  return {
    launcher: product.launcher.pid ?? -1,
    ...Object.fromEntries(running.map((part) => [part, product.pid(part)])),
  };
}

/** Peak memory of each process of the product, those that it has started included. */
export function memoryRows({ pids }: BenchProduct): [name: string, residentMb: number, peakMb: number][] {
  const own = new Set(Object.values(pids));
  return Object.entries(pids).map(([name, pid]) => {
    const tree = processTree(pid).filter((id) => id === pid || !own.has(id));
    const all = (name === "launcher" ? [pid] : tree).map(memoryOf);
    const sum = (field: "residentMb" | "peakMb") => all.reduce((total, memory) => total + memory[field], 0);
    return [name, sum("residentMb"), sum("peakMb")];
  });
}
