import type { JobOutcome } from "@/server/jobs/jobs.schema";
import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { exportTranscript } from "@/server/transcripts/export-transcript";
import * as repo from "../publishing.repo";
import { type PlannedFile, planVault, type VaultPlan } from "./plan-vault";
import { feedPageFrom, renderFeedPage, renderIndexPage } from "./render-pages";
import { openVaultFolder, sha256Of, type VaultFolder } from "./vault-folder";
import { formatManifest, parseManifest, type VaultEntries } from "./vault-manifest";

export const MANIFEST = ".cast2md/vault.json";
/** Raised when the same library would give other files. */
const FORMAT = "1";
/** Written so often while it runs: what is lost by a crash is recognised by its content, only slower. */
const FILES_PER_CHECKPOINT = 200;

/** What a run that was killed while it wrote leaves: there is only ever one run. */
const LEFT_BEHIND = /(?:^|\/)\.[0-9a-f-]{36}\.part$/;

type Context = Pick<Core, "db" | "files" | "env">;
type Run = { signal: AbortSignal; progress: (percent: number, note: string) => Promise<void> };
type Counts = { written: number; removed: number; setAside: number; missed: number };

/**
 * Makes the vault agree with the library: one file for each episode that has a transcript, a page for each podcast, and a table
 * of contents. Only what has changed is written. A file that somebody has edited is never lost: before ours takes its
 * place it is set aside under another name, and files that are not ours are left alone. May break off anywhere and run again.
 */
export async function syncVault(ctx: Context, _payload: unknown, run: Run): Promise<JobOutcome> {
  const folder = openVaultFolder(ctx.env.VAULT_PATH);
  const known = parseManifest(await folder.read(MANIFEST));
  const listed = await folder.list();
  for (const file of listed) if (LEFT_BEHIND.test(file)) await folder.remove(file);
  const present = new Set(listed.filter((file) => !file.startsWith(".") && !file.includes("/.")));
  const ours = new Set([...known.values()].map((entry) => entry.path));
  const others = [...present].filter((file) => !ours.has(file));
  const library = await repo.readLibrary(ctx.db);
  const foreign = await withoutOurs(folder, others, pathsOf(planVault(library, known)));
  const plan = planVault(library, known, foreign);

  const sync = createSync(folder, { known, present });
  const wanted = filesOf(ctx, plan);
  await sync.leave(new Set(wanted.map((file) => file.key)));
  for (const [index, file] of wanted.entries()) {
    run.signal.throwIfAborted();
    await sync.bring(file);
    if (index % FILES_PER_CHECKPOINT === FILES_PER_CHECKPOINT - 1) await sync.save();
    await run.progress((100 * (index + 1)) / wanted.length, `${index + 1} of ${wanted.length} files`);
  }
  await sync.save();
  const { written, removed, setAside, missed } = sync.counts;
  const extras = [setAside && `${setAside} edited files set aside`, missed && `${missed} without their original`];
  return { kind: "done", note: [`${written} written, ${removed} removed`, ...extras.filter(Boolean)].join(", ") };
}

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

type WantedFile = PlannedFile & { stamp: string; render: () => Promise<string> };

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

function createSync(folder: VaultFolder, { known, present }: { known: VaultEntries; present: Set<string> }) {
  const counts: Counts = { written: 0, removed: 0, setAside: 0, missed: 0 };

  /** What is where ours shall be, if it is not as we left it, gets a name of its own. */
  async function makeRoom(file: string, expected: { sha256: string; content: string | null }): Promise<void> {
    const there = present.has(file) ? await folder.read(file) : null;
    if (there === null || there === expected.content || sha256Of(there) === expected.sha256) return;
    let aside = file;
    for (let number = 1; present.has(aside); number++)
      aside = `${file.slice(0, -".md".length)} (edited${number > 1 ? ` ${number}` : ""}).md`;
    await folder.move(file, aside);
    present.delete(file);
    present.add(aside);
    counts.setAside++;
  }

  async function forget(key: string): Promise<void> {
    const entry = known.get(key);
    if (!entry) return;
    const there = present.has(entry.path) ? await folder.read(entry.path) : null;
    // An edited file stays where it is: from now on it is somebody else's.
    if (there !== null && sha256Of(there) === entry.sha256) {
      await folder.remove(entry.path);
      present.delete(entry.path);
      counts.removed++;
    }
    known.delete(key);
  }

  return {
    counts,
    async leave(wanted: ReadonlySet<string>): Promise<void> {
      for (const key of [...known.keys()]) if (!wanted.has(key)) await forget(key);
    },
    async bring({ key, path: file, base, stamp, render }: WantedFile): Promise<void> {
      const entry = known.get(key);
      if (entry?.stamp === stamp && entry.path === file && present.has(file)) return;
      const content = await render().catch((error: unknown) => {
        if (error instanceof AppError) return null;
        throw error;
      });
      if (content === null) {
        counts.missed++;
        return;
      }
      if (entry && entry.path !== file) await forget(key);
      await makeRoom(file, { sha256: entry?.path === file ? entry.sha256 : "", content });
      if (!present.has(file) || (await folder.read(file)) !== content) {
        await folder.write(file, content);
        counts.written++;
      }
      present.add(file);
      known.set(key, { path: file, base, stamp, sha256: sha256Of(content) });
    },
    save: () => folder.write(MANIFEST, formatManifest(known)),
  };
}
