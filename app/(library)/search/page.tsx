import type { Metadata } from "next";
import { readSearch, searchInputOf, searchPaging } from "@/components/search/search-terms";
import { SearchView } from "@/components/search/search-view";
import { getQueryClient, Prefetched, trpc } from "@/components/trpc/prefetch";

type SearchPageProps = PageProps<"/search">;

export async function generateMetadata({ searchParams }: SearchPageProps): Promise<Metadata> {
  const { q } = readSearch(await searchParams);
  return { title: q ? `“${q}”` : "Search" };
}

export default async function SearchPage({ searchParams }: SearchPageProps) {
  const terms = readSearch(await searchParams);
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(trpc.feeds.list.queryOptions()),
    // A failure shows on the page, which asks again.
    terms.q
      ? queryClient.prefetchInfiniteQuery(trpc.search.query.infiniteQueryOptions(searchInputOf(terms), searchPaging))
      : null,
  ]);
  return (
    <Prefetched>
      <SearchView terms={terms} />
    </Prefetched>
  );
}
