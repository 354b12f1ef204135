import path from "node:path/posix";
import { exportFilename } from "@/server/transcripts/export-filename";
import { createUniqueNames } from "../unique-names";
import type { VaultEntries } from "./vault-manifest";

export type VaultFeed = {
  id: number;
  title: string;
  description: string | null;
  url: string | null;
  author: string | null;
};
export type VaultEpisode = { id: number; feedId: number; title: string; publishedAt: Date | null; stamp: string };
export type VaultLibrary = { feeds: readonly VaultFeed[]; episodes: readonly VaultEpisode[] };

export type PlannedFile = { key: string; path: string; base: string };
export type PlannedFeed = PlannedFile & {
  feed: VaultFeed;
  folder: string;
  episodes: (PlannedFile & { episode: VaultEpisode })[];
};
export type VaultPlan = { index: PlannedFile; feeds: PlannedFeed[] };

const INDEX = "Podcasts.md";

/**
 * Which file each podcast and episode has: a page for each podcast, a folder beside it with a file for each episode. A file
 * keeps its path for as long as its title asks for the same name, whatever happens to others; names that are taken, by our
 * own files or by somebody else's (`foreign`), get a number.
 */
export function planVault(library: VaultLibrary, known: VaultEntries, foreign: readonly string[] = []): VaultPlan {
  const episodesOf = Map.groupBy(library.episodes, (episode) => episode.feedId);
  const feeds = library.feeds.filter((feed) => episodesOf.has(feed.id));
  const foreignIn = Map.groupBy(foreign, (file) => path.dirname(file));

  const pages = place(
    feeds.map((feed) => ({
      key: `feed:${feed.id}`,
      folder: ".",
      base: nameOf(feed.title, null),
      item: feed,
    })),
    known,
    [INDEX, ...(foreignIn.get(".") ?? [])],
  );
  return {
    index: { key: "index", path: INDEX, base: INDEX },
    feeds: pages.map(({ item: feed, ...page }) => {
      const folder = page.path.slice(0, -".md".length);
      const wanted = (episodesOf.get(feed.id) ?? []).map((episode) => ({
        key: `episode:${episode.id}`,
        folder,
        base: nameOf(episode.title, episode.publishedAt),
        item: episode,
      }));
      const placed = place(
        wanted,
        known,
        (foreignIn.get(folder) ?? []).map((file) => path.basename(file)),
      );
      return { ...page, feed, folder, episodes: placed.map(({ item: episode, ...file }) => ({ ...file, episode })) };
    }),
  };
}

/** Obsidian finds no file with one of these in its name, however the link to it is written. */
const UNLINKABLE = /[#^[\]]/g;

const nameOf = (title: string, publishedAt: Date | null) =>
  exportFilename({ title: title.replace(UNLINKABLE, " "), publishedAt, extension: "md" });

type Wanted<T> = { key: string; folder: string; base: string; item: T };

function place<T>(
  wanted: readonly Wanted<T>[],
  known: VaultEntries,
  taken: readonly string[],
): (PlannedFile & { item: T })[] {
  const kept = new Map<string, string>();
  for (const { key, base } of wanted) {
    const entry = known.get(key);
    if (entry?.base === base) kept.set(key, path.basename(entry.path));
  }
  const unique = createUniqueNames([...taken, ...kept.values()]);
  return wanted.map(({ key, folder, base, item }) => {
    const name = kept.get(key) ?? unique(base);
    return { key, base, item, path: folder === "." ? name : `${folder}/${name}` };
  });
}
