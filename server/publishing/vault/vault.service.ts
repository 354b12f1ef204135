import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue, findLatestJob } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { getSetting } from "@/server/settings/settings.service";
import * as repo from "../publishing.repo";
import { MANIFEST, stampOfLibrary } from "./sync-vault";
import type { Vault } from "./vault.schema";
import { openVaultFolder } from "./vault-folder";
import { parseManifest } from "./vault-manifest";

/** After a run that failed or missed files: whoever must free the disk or plug it in takes his time. */
const PAUSE_MS = 15 * 60 * 1000;

/** Where the vault is, what is in it and how its last run ended. */
export async function getVault(ctx: Pick<Core, "db" | "env">): Promise<Vault> {
  const { entries } = parseManifest(await openVaultFolder(ctx.env.VAULT_PATH).read(MANIFEST));
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

/** Queues a run whenever the vault is not in step with the library, and in any case the first time. */
export function createVaultWatch(): (ctx: Pick<Core, "db" | "env" | "clock"> & { bell: Bell }) => Promise<void> {
  let asked: string | null = null;
  return async (ctx) => {
    if (!(await getSetting(ctx, "vault_enabled"))) return;
    const wanted = stampOfLibrary(await repo.readLibrary(ctx.db));
    if (asked !== null && (wanted === (await stampInVault(ctx)) || (await isToWait(ctx, wanted === asked)))) return;
    await ctx.bell.ring(await enqueue(ctx, [{ type: "exportVault", payload: {}, priority: priorities.backlog }]));
    asked = wanted;
  };
}

/** Of a folder that cannot be read nothing is known: the run will say why where people see it. */
async function stampInVault({ env }: Pick<Core, "env">): Promise<string | null> {
  const manifest = await openVaultFolder(env.VAULT_PATH)
    .read(MANIFEST)
    .catch(() => null);
  return parseManifest(manifest).library;
}

/**
 * While the run that was asked for is on its way, and for a while after one that failed. One that has ended and left the vault out
 * of step has missed files: for them alone it is not repeated at once, for a change of the library it is.
 */
async function isToWait(ctx: Pick<Core, "db" | "clock">, isAsked: boolean): Promise<boolean> {
  const job = await findLatestJob(ctx.db, "exportVault");
  if (job?.state === "queued" || job?.state === "running") return isAsked;
  if (job?.state === "completed" && !isAsked) return false;
  return job !== null && ctx.clock.now().getTime() - (job.finishedAt?.getTime() ?? 0) < PAUSE_MS;
}
