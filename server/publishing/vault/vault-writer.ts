import { AppError } from "@/server/platform/errors";
import type { PlannedFile } from "./plan-vault";
import { sha256Of, type VaultFolder } from "./vault-folder";
import type { VaultEntries } from "./vault-manifest";

export type WantedFile = PlannedFile & { stamp: string; render: () => Promise<string> };

/** Puts files where they shall be and remembers that in `entries`. `present` are the files that are there. */
export function createVaultWriter(
  folder: VaultFolder,
  { entries, present }: { entries: VaultEntries; present: Set<string> },
) {
  const counts = { written: 0, removed: 0, setAside: 0, missed: 0 };
  /** Who left it does not matter: podcasts may swap their names. */
  const asWeLeftThem = new Set([...entries.values()].map(({ path, sha256 }) => `${sha256} ${path}`));

  /**
   * What is where ours shall be, if it is not as we left it, gets a name of its own. The disk is asked, not `present`: people
   * write into the folder while it is written.
   */
  async function makeRoom(file: string, content: string): Promise<void> {
    const there = await folder.read(file);
    if (there === null || there === content || asWeLeftThem.has(`${sha256Of(there)} ${file}`)) return;
    let aside = file;
    for (let number = 1; aside === file || (await folder.read(aside)) !== null; number++)
      aside = `${file.slice(0, -".md".length)} (edited${number > 1 ? ` ${number}` : ""}).md`;
    await folder.move(file, aside);
    present.delete(file);
    present.add(aside);
    counts.setAside++;
  }

  async function forget(key: string): Promise<void> {
    const entry = entries.get(key);
    if (!entry) return;
    const there = present.has(entry.path) ? await folder.read(entry.path) : null;
    // An edited file stays where it is: from now on it is somebody else's.
    if (there !== null && sha256Of(there) === entry.sha256) {
      await folder.remove(entry.path);
      present.delete(entry.path);
      counts.removed++;
    }
    entries.delete(key);
  }

  return {
    counts,
    /** Takes away what is not wanted any more. */
    async leave(wanted: ReadonlySet<string>): Promise<void> {
      for (const key of [...entries.keys()]) if (!wanted.has(key)) await forget(key);
    },
    async bring({ key, path: file, base, stamp, render }: WantedFile): Promise<void> {
      const entry = entries.get(key);
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
      await makeRoom(file, content);
      if ((await folder.read(file)) !== content) {
        await folder.write(file, content);
        counts.written++;
      }
      present.add(file);
      entries.set(key, { path: file, base, stamp, sha256: sha256Of(content) });
    },
  };
}
