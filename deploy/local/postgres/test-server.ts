import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { openPglite } from "./embedded-postgres";
import type { StartReport } from "./main";
import { startWireServer, type WireServer, type WireServerOptions } from "./wire-server";

const password = "correct horse battery staple";

/** For tests: a database in memory behind a wire server in this process, and clients that are closed with it. */
export async function startTestServer(options: Partial<WireServerOptions> = {}) {
  const postgres = await openPglite();
  const server = await startWireServer({ db: postgres.db, password, ...options });
  const clients = clientsOf(server);
  return {
    ...server,
    ...clients,
    db: postgres.db,
    async close() {
      await clients.closeClients();
      await server.close();
      await postgres.close();
    },
  };
}

/** For tests: the real database process on a directory. */
export async function startTestProcess(dataDir: string) {
  const child = fork(fileURLToPath(new URL("main.ts", import.meta.url)), ["--data-dir", dataDir], {
    env: { ...process.env, CAST2MD_DB_PASSWORD: password },
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const [report] = (await once(child, "message")) as [StartReport];
  const url = report.ready
    ? `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${report.port}/postgres`
    : "";
  return { child, report, url, ...clientsOf({ url }) };
}

/** Kills a child process and waits until it is gone. */
export async function kill(child: ChildProcess, signal: NodeJS.Signals = "SIGKILL"): Promise<number | null> {
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
  return child.exitCode;
}

function clientsOf({ url }: Pick<WireServer, "url">) {
  const open: { end: () => Promise<void> }[] = [];
  return {
    async connect(config: pg.ClientConfig = {}) {
      const client = new pg.Client({ connectionString: url, ...config });
      client.on("error", () => {}); // a server that goes away is what some tests are about
      await client.connect();
      open.push(client);
      return client;
    },
    pool(max: number) {
      const pool = new pg.Pool({ connectionString: url, max });
      pool.on("error", () => {});
      open.push(pool);
      return pool;
    },
    async closeClients() {
      await Promise.allSettled(open.splice(0).map((client) => client.end()));
    },
  };
}
