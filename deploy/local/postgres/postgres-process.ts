import { randomBytes } from "node:crypto";
import { unavailable } from "@/server/platform/errors";
import { type ChildService, childService, siblingModule, startChild } from "../child-service";
import type { StartReport } from "./postgres-main";

export type PostgresProcess = ChildService & {
  /** For `DATABASE_URL`. It contains the password. */
  url: string;
};

/** `port` 0 takes one that is free. Who starts the database again gives it the port and password that its clients know. */
export type PostgresOptions = { dataDir: string; port?: number; password?: string };

/** Starts the embedded database in a child process, which ends with this one. `unavailable` says why it did not start. */
export async function startPostgresProcess(options: PostgresOptions): Promise<PostgresProcess> {
  const { dataDir, port = 0, password = randomBytes(24).toString("base64url") } = options;
  const entry = siblingModule(import.meta.url, "postgres-main");
  const { child, message } = await startChild<StartReport>(entry, ["--data-dir", dataDir, "--port", String(port)], {
    CAST2MD_DB_PASSWORD: password,
  });
  if (!message?.ready) throw unavailable(message?.reason ?? "the embedded database did not start");
  return { ...childService(child), url: `postgresql://postgres:${password}@127.0.0.1:${message.port}/postgres` };
}
