import { parseArgs } from "node:util";
import { openPglite } from "./embedded-postgres";
import type { StartReport } from "./start-report";
import { startWireServer } from "./wire-server";

const { values } = parseArgs({ options: { "data-dir": { type: "string" }, port: { type: "string", default: "0" } } });

const started = start();
let isStopping = false;
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
process.on("disconnect", stop); // the launcher is gone, killed perhaps: nobody else would stop this process

try {
  const { port } = await started;
  await report({ ready: true, port });
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  if (!process.connected) log("error", "postgres.start_failed", { reason });
  await report({ ready: false, reason });
  process.exit(1);
}

async function start(): Promise<{ port: number; close: () => Promise<void> }> {
  const dataDir = values["data-dir"] ?? process.env.CAST2MD_DB_DIR;
  const password = process.env.CAST2MD_DB_PASSWORD;
  if (!dataDir || !password) throw new Error("--data-dir and CAST2MD_DB_PASSWORD are required");

  const postgres = await openPglite({ dataDir });
  const server = await startWireServer({
    db: postgres.db,
    password,
    port: Number(values.port),
    onWarning: (event, facts) => log("warn", event, facts),
    onBroken(error) {
      log("error", "postgres.broken", { reason: error.message });
      process.exit(1); // its files are as safe as after a crash, and a new process can use them
    },
  });
  return {
    port: server.port,
    async close() {
      await server.close();
      await postgres.close();
    },
  };
}

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await started.then(
    (running) => running.close(),
    () => {}, // reported above
  );
  process.exit(0);
}

async function report(message: StartReport): Promise<void> {
  if (process.connected) await new Promise((sent) => process.send?.(message, sent));
}

function log(level: "warn" | "error", event: string, facts: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify({ level, time: new Date().toISOString(), event, ...facts })}\n`);
}
