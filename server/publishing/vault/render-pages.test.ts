import { expect, it } from "vitest";
import { renderFeedPage, renderIndexPage } from "./render-pages";

const feed = { id: 1, title: "100% & more", description: null, url: null, author: null };
const page = { key: "feed:1", path: "100% &amp; more.md", base: "", folder: "", feed };
const aFile = (path: string) => ({
  key: "episode:1",
  path,
  base: "",
  episode: { id: 1, feedId: 1, title: "Talk", publishedAt: null, stamp: "" },
});

it.each([
  ["Show/2026-01-01_100%25 Talk.md", "<Show/2026-01-01_100%2525 Talk.md>"],
  ["Show/#12 a?.md", "<Show/%2312 a%3F.md>"],
  ["Show/Q&A &copy; (1).md", "<Show/Q&A %26copy; (1).md>"],
  ["日本/話.md", "<日本/話.md>"],
])("a link leads to %s as %s", (path, destination) => {
  expect(renderFeedPage({ ...page, episodes: [aFile(path)] })).toContain(`- [Talk](${destination})\n`);
});

it("the table of contents leads to the pages of podcasts", () => {
  const plan = { index: { key: "index", path: "", base: "" }, feeds: [{ ...page, episodes: [] }] };
  expect(renderIndexPage(plan)).toBe("# Podcasts\n\n- [100% & more](<100%25 %26amp; more.md>) (0)\n");
});
