import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";
import { Backend } from "./backend";
import { ADMIN_SHUTDOWN, Connection } from "./connection";
import { maintainPeriodically } from "./maintenance";
import { errorResponse } from "./messages";
import { scramVerifier } from "./scram";

export type WireServerOptions = {
  /** While the server runs, the database is its own: PGlite loses the results of a query made beside it. */
  db: PGlite;
  /** Without it nobody could be kept out: every user of the machine reaches a loopback port. */
  password: string;
  host?: string;
  /** 0, the default, takes a free one. */
  port?: number;
  user?: string;
  database?: string;
  idleInTransactionTimeoutMs?: number;
  handshakeTimeoutMs?: number;
  maxBatchBytes?: number;
  maxConnections?: number;
  /** How often dead rows and old log are cleared away. */
  maintenancePeriodMs?: number;
  /** Something was handled, but somebody may want to look. */
  onWarning?: (event: string, facts: Record<string, unknown>) => void;
  /** The database no longer answers; only a new process helps. */
  onBroken?: (error: Error) => void;
};

export type WireServer = {
  port: number;
  /** For `DATABASE_URL`. It contains the password. */
  url: string;
  /** Rolls back what is open and sends every client away. The database stays open. */
  close: () => Promise<void>;
};

const reportedSettings = [
  "server_version",
  "server_encoding",
  "client_encoding",
  "DateStyle",
  "IntervalStyle",
  "TimeZone",
  "integer_datetimes",
  "standard_conforming_strings",
];

/** Speaks the Postgres wire protocol for a PGlite database, so that several processes can share it. */
export async function startWireServer(options: WireServerOptions): Promise<WireServer> {
  const { db, password, host = "127.0.0.1", user = "postgres", database = "postgres", maxConnections = 100 } = options;
  const backend = new Backend(db, {
    idleInTransactionTimeoutMs: options.idleInTransactionTimeoutMs ?? 60_000, // everybody else waits as long
    onBroken: options.onBroken ?? (() => {}),
  });
  const shared = {
    backend,
    login: { user, database, verifier: scramVerifier(password), parameters: await readSettings(db) },
    handshakeTimeoutMs: options.handshakeTimeoutMs ?? 10_000, // a login on one machine takes milliseconds
    maxBatchBytes: options.maxBatchBytes ?? 128 * 1024 ** 2, // it is copied into a 32-bit memory of 2 GB
    onWarning: options.onWarning ?? (() => {}),
  };

  const stopping = new AbortController();
  const maintained = maintainPeriodically(backend, {
    periodMs: options.maintenancePeriodMs ?? 60_000, // as often as autovacuum
    signal: stopping.signal,
    onFailure: (error) => shared.onWarning("postgres.maintenance_failed", { reason: String(error) }),
  });

  const open = new Map<Connection, Promise<void>>();
  let lastId = 0;
  const server = createServer((socket: Socket) => {
    if (open.size >= maxConnections) return refuse(socket);
    const connection = new Connection(++lastId, socket, shared);
    open.set(
      connection,
      connection.serve().finally(() => open.delete(connection)),
    );
  });
  server.listen({ host, port: options.port ?? 0 });
  await once(server, "listening");
  const { port } = tcpAddress(server.address());

  return {
    port,
    url: `postgresql://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`,
    async close() {
      server.close();
      for (const connection of open.keys()) connection.end(ADMIN_SHUTDOWN, "the embedded database is shutting down");
      stopping.abort();
      await Promise.all([...open.values(), maintained]);
    },
  };
}

function refuse(socket: Socket): void {
  socket.on("error", () => socket.destroy());
  socket.end(errorResponse("FATAL", "53300", "sorry, too many clients already"));
  socket.resume();
}

async function readSettings(db: PGlite): Promise<Record<string, string>> {
  const { rows } = await db.query<{ name: string; setting: string }>(
    "SELECT name, setting FROM pg_settings WHERE name = ANY($1)",
    [reportedSettings],
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}

function tcpAddress(address: ReturnType<ReturnType<typeof createServer>["address"]>): { port: number } {
  if (!address || typeof address === "string") throw new Error("the wire server has no TCP address");
  return address;
}
