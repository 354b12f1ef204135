import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findFreePort } from "@/deploy/local/ports";

export type Part = "web" | "worker" | "database" | "redis";

/** The built product as `npm start` runs it, on a folder and a port of its own. */
export type Product = {
  url: string;
  dataDir: string;
  output(): string;
  /** The process that plays a part now. */
  pid(part: Part): number;
  /** Whether a part is a process of the product, and not given from outside. */
  isRunning(part: Part): boolean;
  api<T>(method: string, path: string, body?: unknown): Promise<T>;
  launcher: ChildProcess;
  /** Ends it with SIGTERM and removes its folder. Answers the exit code. */
  stop(): Promise<number | null>;
};

export type ProductOptions = { env?: Record<string, string>; args?: string[]; dataDir?: string };

/** Starts the product. Rejects with what it printed if it ends instead of becoming ready. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const { launcher, dataDir, port, output, pids } = await launch(options);
  const ended = once(launcher, "exit").then(() => "ended" as const);
  const ready = new Promise<"ready">((resolve) => {
    launcher.on("message", (message) => {
      if (typeof message === "object" && message !== null && "ready" in message) resolve("ready");
    });
  });
  if ((await Promise.race([ready, ended])) === "ended") throw new Error(`the product did not start:\n${output()}`);
  const url = `http://127.0.0.1:${port}`;
  const product: Product = {
    url,
    dataDir,
    output,
    launcher,
    isRunning: (part) => pids.has(part),
    pid(part) {
      const pid = pids.get(part);
      if (!pid) throw new Error(`there is no ${part}`);
      return pid;
    },
    api: (method, path, body) => callApi(url, method, path, body),
    async stop() {
      if (launcher.exitCode === null && launcher.signalCode === null) {
        launcher.kill("SIGTERM");
        await ended;
      }
      running.delete(product);
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
      return launcher.exitCode;
    },
  };
  running.add(product);
  return product;
}

const running = new Set<Product>();

/** Stops what a test that failed has left running. */
export async function stopProducts(): Promise<void> {
  for (const product of running) await product.stop();
}

/** Starts the product where it cannot run, and answers how it ended. */
export async function startInVain(options: ProductOptions): Promise<{ code: number | null; output: string }> {
  const { launcher, output, dataDir } = await launch(options);
  if (launcher.exitCode === null) await once(launcher, "exit");
  if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
  return { code: launcher.exitCode, output: output() };
}

async function launch({ env = {}, args = [], dataDir }: ProductOptions) {
  const folder = dataDir ?? (await mkdtemp(path.join(tmpdir(), "cast2md-product-")));
  const port = env.PORT ?? String(await findFreePort());
  const pids = new Map<string, number>();
  let text = "";
  const launcher = fork("dist/launcher.mjs", args, {
    // What is tested asks nobody but the fakes.
    env: {
      ...plainEnvironment(),
      DATA_DIR: folder,
      PORT: port,
      NODE_ENV: "production",
      POCKETCASTS_ENABLED: "false",
      ...env,
    },
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const keep = (chunk: Buffer) => {
    text += String(chunk);
  };
  launcher.stdout?.on("data", keep);
  launcher.stderr?.on("data", keep);
  launcher.on("message", (message) => {
    if (typeof message !== "object" || message === null || !("part" in message) || !("pid" in message)) return;
    pids.set(String(message.part), Number(message.pid));
  });
  return { launcher, dataDir: folder, port, output: () => text, pids };
}

/** What the tests are configured with is not what the product is: vitest alone sets half a dozen variables. */
function plainEnvironment(): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG };
}

async function callApi<T>(url: string, method: string, path: string, body: unknown): Promise<T> {
  const response = await fetch(url + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    signal: AbortSignal.timeout(30_000),
  });
  const answer: T = await response.json();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !existsSync(`/proc/${pid}/stat`) || !isZombie(pid);
}

function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
}
