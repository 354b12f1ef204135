import { createHash } from "node:crypto";
import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue, findLatestJob } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { getSetting } from "@/server/settings/settings.service";
import * as repo from "../publishing.repo";
import { MANIFEST } from "./sync-vault";
import type { Vault } from "./vault.schema";
import { openVaultFolder } from "./vault-folder";
import { parseManifest } from "./vault-manifest";

/** Where the vault is, what is in it and how its last run ended. */
export async function getVault(ctx: Pick<Core, "db" | "env">): Promise<Vault> {
  const entries = parseManifest(await openVaultFolder(ctx.env.VAULT_PATH).read(MANIFEST));
  const count = (kind: string) => [...entries.keys()].filter((key) => key.startsWith(`${kind}:`)).length;
  const job = await findLatestJob(ctx.db, "exportVault");
  return {
    is_enabled: await getSetting(ctx, "vault_enabled"),
    path: ctx.env.VAULT_PATH,
    episodes: count("episode"),
    podcasts: count("feed"),
    job: job && { id: job.id, state: job.state, progress: job.progress, note: job.error ?? job.note },
    synced_at: job?.finishedAt ?? null,
  };
}

/** Asks for a run now, also when the vault is not kept in step by itself. */
export async function requestVaultSync(
  ctx: Pick<Core, "db" | "clock"> & { bell: Bell },
): Promise<{ message: string; job_id: number | null }> {
  const jobs = await enqueue(ctx, [{ type: "exportVault", payload: {}, priority: priorities.click }]);
  await ctx.bell.ring(jobs);
  const [job] = jobs;
  return job
    ? { message: "The vault is being written", job_id: job.id }
    : { message: "The vault is being written already", job_id: null };
}

/** Queues a run whenever the library has changed since this was last asked; the first time in any case. */
export function createVaultWatch(): (ctx: Pick<Core, "db" | "env" | "clock"> & { bell: Bell }) => Promise<void> {
  let seen = "";
  return async (ctx) => {
    if (!(await getSetting(ctx, "vault_enabled"))) return;
    const digest = createHash("sha256")
      .update(await repo.stampOfLibrary(ctx.db))
      .digest("base64");
    if (digest === seen) return;
    await ctx.bell.ring(await enqueue(ctx, [{ type: "exportVault", payload: {}, priority: priorities.backlog }]));
    seen = digest;
  };
}
