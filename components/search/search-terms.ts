/** What is looked for and where, as the address has it. */
export type SearchTerms = { q: string; feedId: number | null };

type Parameters = Record<string, string | string[] | undefined>;

export function readSearch(parameters: Parameters): SearchTerms {
  const { q, feed } = parameters;
  const feedId = Number(feed);
  return {
    q: (Array.isArray(q) ? q[0] : q)?.trim().slice(0, 500) ?? "",
    feedId: Number.isInteger(feedId) && feedId > 0 ? feedId : null,
  };
}

export function searchPath({ q, feedId }: SearchTerms): string {
  const parameters = new URLSearchParams();
  if (q) parameters.set("q", q);
  if (feedId) parameters.set("feed", String(feedId));
  const text = parameters.toString();
  return text ? `/search?${text}` : "/search";
}

export const searchInputOf = ({ q, feedId }: SearchTerms) => ({ q, limit: 20, ...(feedId ? { feed_id: feedId } : {}) });

export const searchPaging = { getNextPageParam: (last: { next_cursor: string | null }) => last.next_cursor };
