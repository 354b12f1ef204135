import type { JobOutcome } from "@/server/jobs/jobs.schema";
import type { Core } from "@/server/platform/core";
import { exportTranscript } from "@/server/transcripts/export-transcript";
import * as repo from "../publishing.repo";
import { type PlannedFile, planVault, type VaultLibrary, type VaultPlan } from "./plan-vault";
import { feedPageFrom, renderFeedPage, renderIndexPage } from "./render-pages";
import { openVaultFolder, sha256Of, type VaultFolder } from "./vault-folder";
import { formatManifest, parseManifest } from "./vault-manifest";
import { createVaultWriter, type WantedFile } from "./vault-writer";

export const MANIFEST = ".cast2md/vault.json";
/** Raised when the same library would give other files. */
const FORMAT = "2";
/** Written so often while it runs: what is lost by a crash is recognised by its content, only slower. */
const FILES_PER_CHECKPOINT = 200;

/** What a run that was killed while it wrote leaves: there is only ever one run. */
const LEFT_BEHIND = /(?:^|\/)\.[0-9a-f-]{36}\.part$/;

type Context = Pick<Core, "db" | "files" | "env">;
type Run = { signal: AbortSignal; progress: (percent: number, note: string) => Promise<void> };

/**
 * Makes the vault agree with the library: one file for each episode that has a transcript, a page for each podcast, and a table
 * of contents. Only what has changed is written. A file that somebody has edited is never lost: before ours takes its
 * place it is set aside under another name, and files that are not ours are left alone. May break off anywhere and run again.
 */
export async function syncVault(ctx: Context, _payload: unknown, run: Run): Promise<JobOutcome> {
  const folder = openVaultFolder(ctx.env.VAULT_PATH);
  const { library: inVault, entries: known } = parseManifest(await folder.read(MANIFEST));
  const listed = await folder.list();
  for (const file of listed) if (LEFT_BEHIND.test(file)) await folder.remove(file);
  const present = new Set(listed.filter((file) => !file.startsWith(".") && !file.includes("/.")));
  const ours = new Set([...known.values()].map((entry) => entry.path));
  const others = [...present].filter((file) => !ours.has(file));
  const library = await repo.readLibrary(ctx.db);
  const foreign = await withoutOurs(folder, others, pathsOf(planVault(library, known)));
  const plan = planVault(library, known, foreign);

  const writer = createVaultWriter(folder, { entries: known, present });
  const save = (stamp: string | null) => folder.write(MANIFEST, formatManifest({ library: stamp, entries: known }));
  const stamp = stampOfLibrary(library);
  const wanted = filesOf(ctx, plan);
  if (stamp !== inVault) await save(null); // from here on it is in step with nothing
  try {
    await writer.leave(new Set(wanted.map((file) => file.key)));
    for (const [index, file] of wanted.entries()) {
      run.signal.throwIfAborted();
      await writer.bring(file);
      if (index % FILES_PER_CHECKPOINT === FILES_PER_CHECKPOINT - 1) await save(null);
      await run.progress((100 * (index + 1)) / wanted.length, `${index + 1} of ${wanted.length} files`);
    }
  } catch (error) {
    await save(null).catch(() => {}); // what was written is ours, also should the next run not want it
    throw error;
  }
  const { written, removed, setAside, missed } = writer.counts;
  // An original may be out of reach for a moment only, and no change of the library tells when it is back.
  await save(missed > 0 ? null : stamp);
  const extras = [setAside && `${setAside} edited files set aside`, missed && `${missed} without their original`];
  return { kind: "done", note: [`${written} written, ${removed} removed`, ...extras.filter(Boolean)].join(", ") };
}

/** Changes with every change of the library that its vault shows. */
export const stampOfLibrary = ({ feeds, episodes }: VaultLibrary) =>
  sha256Of(JSON.stringify([FORMAT, feeds, episodes.map(({ id, stamp }) => [id, stamp])]));

/** A run that broke off, or a lost manifest, leaves files of ours that nobody remembers: they are told by how they begin. */
async function withoutOurs(
  folder: VaultFolder,
  files: readonly string[],
  wanted: ReadonlySet<string>,
): Promise<string[]> {
  const foreign: string[] = [];
  for (const file of files) {
    const content = wanted.has(file) ? ((await folder.read(file)) ?? "") : "";
    if (!looksLikeOurs(content)) foreign.push(file);
  }
  return foreign;
}

/** Front matter with our number in it, or the heading of the table of contents. */
const looksLikeOurs = (content: string) =>
  content.startsWith("# Podcasts\n\n- ") ||
  (content.startsWith("---\ntitle: ") &&
    /\n(?:episode|feed): \d+\n/.test(content.slice(0, content.indexOf("\n---\n") + 1)));

const pathsOf = ({ index, feeds }: VaultPlan) =>
  new Set([index.path, ...feeds.flatMap((page) => [page.path, ...page.episodes.map((file) => file.path)])]);

function filesOf(ctx: Context, plan: VaultPlan): WantedFile[] {
  const pages = plan.feeds.flatMap((feed) => {
    const feedPage = feedPageFrom(feed);
    const episodes = feed.episodes.map(
      (file): WantedFile => ({
        ...file,
        stamp: sha256Of([FORMAT, file.episode.stamp, feedPage].join("\n")).slice(0, 22),
        render: async () => (await exportTranscript(ctx, { id: file.episode.id, format: "md", feedPage })).body,
      }),
    );
    return [...episodes, pageOf(feed, renderFeedPage(feed))];
  });
  return [...pages, pageOf(plan.index, renderIndexPage(plan))];
}

const pageOf = (file: PlannedFile, content: string): WantedFile => ({
  ...file,
  stamp: sha256Of(content).slice(0, 22),
  render: async () => content,
});
