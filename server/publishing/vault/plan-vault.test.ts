import { describe, expect, it } from "vitest";
import { planVault, type VaultLibrary } from "./plan-vault";
import type { VaultEntries } from "./vault-manifest";

const feed = (id: number, title: string) => ({ id, title, description: null, url: null, author: null });
const episode = (id: number, feedId: number, title: string) => ({
  id,
  feedId,
  title,
  publishedAt: new Date("2026-01-02"),
  stamp: "",
});
const pathsOf = (library: VaultLibrary, known: VaultEntries = new Map(), foreign: string[] = []) =>
  planVault(library, known, foreign).feeds.flatMap((page) => [page.path, ...page.episodes.map((file) => file.path)]);
const knownOf = (library: VaultLibrary): VaultEntries => {
  const plan = planVault(library, new Map());
  const files = plan.feeds.flatMap((page) => [page, ...page.episodes]);
  return new Map(files.map(({ key, path, base }) => [key, { path, base, stamp: "", sha256: "" }]));
};

describe("the files of a vault", () => {
  it("have readable names of their own", () => {
    const library = {
      feeds: [feed(1, "Show"), feed(2, "show"), feed(3, "Podcasts"), feed(4, "Silent"), feed(5, "a/b: c?")],
      episodes: [
        episode(1, 1, "One"),
        episode(2, 1, "one"),
        episode(3, 2, "One"),
        episode(4, 3, "日本"),
        episode(5, 5, ".."),
      ],
    };
    expect(pathsOf(library)).toEqual([
      "Show.md",
      "Show/2026-01-02_One.md",
      "Show/2026-01-02_one (2).md",
      "show (2).md",
      "show (2)/2026-01-02_One.md",
      "Podcasts (2).md",
      "Podcasts (2)/2026-01-02_日本.md",
      "a b c.md",
      "a b c/2026-01-02_untitled.md",
    ]);
  });

  it("hold nothing by which a link to them would lead elsewhere", () => {
    const library = { feeds: [feed(1, "C# [live]")], episodes: [episode(1, 1, "#12 a^b 100%25")] };
    expect(pathsOf(library)).toEqual(["C live.md", "C live/2026-01-02_12 a b 100%25.md"]);
  });

  it("stay where they are when others come, go or are renamed", () => {
    const before = {
      feeds: [feed(1, "A"), feed(2, "A")],
      episodes: [episode(1, 1, "X"), episode(2, 1, "X"), episode(3, 2, "X")],
    };
    const known = knownOf(before);
    const after = { feeds: [feed(2, "A")], episodes: [episode(4, 2, "X"), episode(3, 2, "X")] };
    expect(pathsOf(after, known)).toEqual(["A (2).md", "A (2)/2026-01-02_X (2).md", "A (2)/2026-01-02_X.md"]);
  });

  it("move with their podcast when that is renamed, each under its name", () => {
    const before = { feeds: [feed(1, "A")], episodes: [episode(1, 1, "X"), episode(2, 1, "X")] };
    const after = { ...before, feeds: [feed(1, "B")] };
    expect(pathsOf(after, knownOf(before))).toEqual(["B.md", "B/2026-01-02_X.md", "B/2026-01-02_X (2).md"]);
  });

  it("keep out of the way of files that are somebody else's", () => {
    const library = { feeds: [feed(1, "A")], episodes: [episode(1, 1, "X")] };
    expect(pathsOf(library, new Map(), ["A.md", "notes/x.md"])).toEqual(["A (2).md", "A (2)/2026-01-02_X.md"]);
    expect(pathsOf(library, new Map(), ["A/2026-01-02_x.md"])).toEqual(["A.md", "A/2026-01-02_X (2).md"]);
  });
});
