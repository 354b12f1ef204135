import { randomBytes } from "node:crypto";
import { unavailable } from "@/server/platform/errors";
import { childService, type LocalService, siblingModule, startChild } from "../local-service";
import { StartReport } from "./start-report";

export type PostgresProcess = LocalService & {
  /** For `DATABASE_URL`. It contains the password, which is a new one at each start. */
  url: string;
};

/** Starts the embedded database in a child process, which ends with this one. `unavailable` says why it did not start. */
export async function startPostgresProcess(dataDir: string): Promise<PostgresProcess> {
  const password = randomBytes(24).toString("base64url");
  const entry = siblingModule(import.meta.url, "main");
  const { child, report } = await startChild({
    entry,
    args: ["--data-dir", dataDir],
    env: { CAST2MD_DB_PASSWORD: password },
    report: StartReport,
  });
  if (!report?.ready) throw unavailable(report?.reason ?? "the embedded database did not start");
  return { ...childService(child), url: `postgresql://postgres:${password}@127.0.0.1:${report.port}/postgres` };
}
