import pg from "pg";
import { openPglite } from "./embedded-postgres";
import { startPostgresProcess } from "./postgres-process";
import { startWireServer, type WireServerOptions } from "./wire-server";

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
  const database = await startPostgresProcess({ dataDir });
  return { ...database, ...clientsOf(database) };
}

function clientsOf({ url }: { url: string }) {
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
