import { randomBytes } from "node:crypto";
import { unavailable } from "@/server/platform/errors";
import { childService, type FollowOutput, type LocalService, siblingModule, startChild } from "../local-service";
import { StartReport } from "./start-report";

export type PostgresProcess = LocalService & {
  /** For `DATABASE_URL`. It contains the password. */
  url: string;
};

/** `port` 0 takes one that is free. Who starts the database again gives it the port and password that its clients know. */
export type PostgresOptions = { dataDir: string; port?: number; password?: string; follow?: FollowOutput };

/** Starts the embedded database in a child process, which ends with this one. `unavailable` says why it did not start. */
export async function startPostgresProcess(options: PostgresOptions): Promise<PostgresProcess> {
  const { dataDir, port = 0, password = randomBytes(24).toString("base64url") } = options;
  const { child, report } = await startChild({
    entry: siblingModule(import.meta.url, "postgres-main"),
    args: ["--data-dir", dataDir, "--port", String(port)],
    env: { CAST2MD_DB_PASSWORD: password },
    report: StartReport,
    follow: options.follow,
  });
  if (!report?.ready) throw unavailable(report?.reason ?? "the embedded database did not start");
  return { ...childService(child), url: `postgresql://postgres:${password}@127.0.0.1:${report.port}/postgres` };
}
