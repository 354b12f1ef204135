import { randomBytes } from "node:crypto";
import { unavailable } from "@/server/platform/errors";
import { type ChildService, childService, siblingModule, startChild } from "../child-service";
import type { StartReport } from "./main";

export type PostgresProcess = ChildService & {
  /** For `DATABASE_URL`. It contains the password, which is a new one at each start. */
  url: string;
};

/** Starts the embedded database in a child process, which ends with this one. `unavailable` says why it did not start. */
export async function startPostgresProcess(dataDir: string): Promise<PostgresProcess> {
  const password = randomBytes(24).toString("base64url");
  const entry = siblingModule(import.meta.url, "main");
  const { child, message } = await startChild<StartReport>(entry, ["--data-dir", dataDir], {
    CAST2MD_DB_PASSWORD: password,
  });
  if (!message?.ready) throw unavailable(message?.reason ?? "the embedded database did not start");
  return { ...childService(child), url: `postgresql://postgres:${password}@127.0.0.1:${message.port}/postgres` };
}
