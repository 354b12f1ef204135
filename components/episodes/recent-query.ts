/** The newest episodes, page by page, as server and browser ask for them. */
const PAGE_SIZE = 30;

/** As far back as the catalog goes. */
const DAYS = 3650;

export function recentInputOf(offset: number, onlyReadable: boolean) {
  const page = { days: DAYS, limit: PAGE_SIZE, offset, include_description: false };
  return onlyReadable ? { ...page, status: "completed" as const } : page;
}

export const recentKey = (pathKey: readonly unknown[], onlyReadable: boolean) =>
  [...pathKey, "pages", { onlyReadable }] as const;

type Page = { episodes: readonly unknown[]; total: number };

export function nextOffset(last: Page, pages: readonly Page[]): number | undefined {
  const loaded = pages.reduce((sum, page) => sum + page.episodes.length, 0);
  return last.episodes.length > 0 && loaded < last.total ? loaded : undefined;
}
