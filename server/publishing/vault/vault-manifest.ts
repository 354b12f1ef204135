import { z } from "zod";

/** What was written for an episode, a podcast or the table of contents. */
const Entry = z.object({
  /** Below the vault, with `/`. */
  path: z.string(),
  /** The name that the title asks for; the path differs from it where that name was taken. */
  base: z.string(),
  /** Stands for everything that the content is made of. */
  stamp: z.string(),
  /** Of the content as it was written: a file with another one has been edited since. */
  sha256: z.string(),
});
export type VaultEntry = z.infer<typeof Entry>;

const Manifest = z.object({
  version: z.literal(1),
  library: z.string().nullable().default(null),
  entries: z.record(z.string(), Entry),
});

/** By key: `episode:7`, `feed:3`, `index`. */
export type VaultEntries = Map<string, VaultEntry>;

export type VaultManifest = {
  /** The stamp of the library with which the vault is in step; null while it is being written, or when that broke off. */
  library: string | null;
  entries: VaultEntries;
};

/** Nothing known: also of a manifest that is damaged. Files that are there are then recognised by their content. */
export function parseManifest(text: string | null): VaultManifest {
  if (text === null) return nothingKnown();
  try {
    const { library, entries } = Manifest.parse(JSON.parse(text));
    return { library, entries: new Map(Object.entries(entries)) };
  } catch {
    return nothingKnown();
  }
}

const nothingKnown = (): VaultManifest => ({ library: null, entries: new Map() });

/** One line for each entry, in a fixed order, so that a change of one file is a change of one line. */
export function formatManifest({ library, entries }: VaultManifest): string {
  const lines = [...entries]
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(
      ([key, { path, base, stamp, sha256 }]) =>
        `${JSON.stringify(key)}: ${JSON.stringify({ path, base, stamp, sha256 })}`,
    );
  return `{"version": 1, "library": ${JSON.stringify(library)}, "entries": {\n${lines.join(",\n")}\n}}\n`;
}
