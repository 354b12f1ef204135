import path from "node:path/posix";
import { withoutSecrets } from "@/server/platform/secret-parameters";
import { escapeMarkdown, linkDestination } from "@/server/transcripts/markdown-text";
import type { PlannedFeed, VaultPlan } from "./plan-vault";

/** The page of a podcast: what it is, and its episodes, newest first. */
export function renderFeedPage({ feed, episodes }: PlannedFeed): string {
  const fields = { title: feed.title, author: feed.author, url: feed.url && withoutSecrets(feed.url), feed: feed.id };
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const links = episodes.toReversed().map(({ episode, path: file }) => {
    const date = episode.publishedAt ? `${episode.publishedAt.toISOString().slice(0, 10)} ` : "";
    return `- ${date}[${escapeMarkdown(episode.title)}](${linkDestination(file)})`;
  });
  const description = feed.description ? [feed.description.split(/\n+/).map(escapeMarkdown).join("\n\n")] : [];
  return [["---", ...lines, "---"].join("\n"), `# ${escapeMarkdown(feed.title)}`, ...description, links.join("\n")]
    .join("\n\n")
    .concat("\n");
}

/** The table of contents of the whole vault. */
export function renderIndexPage({ feeds }: VaultPlan): string {
  const sorted = feeds.toSorted((a, b) => a.feed.title.localeCompare(b.feed.title, "en") || a.feed.id - b.feed.id);
  const links = sorted.map(
    ({ feed, path: file, episodes }) =>
      `- [${escapeMarkdown(feed.title)}](${linkDestination(file)}) (${episodes.length})`,
  );
  return ["# Podcasts", links.join("\n")].filter(Boolean).join("\n\n").concat("\n");
}

/** From the file of an episode to the page of its podcast. */
export const feedPageFrom = (page: PlannedFeed) => path.join("..", path.basename(page.path));
