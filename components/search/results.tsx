"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useTRPC } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FoundFeeds } from "./found-feeds";
import { Hit } from "./hit";
import { ResultsSkeleton } from "./results-skeleton";
import { type SearchTerms, searchInputOf, searchPaging } from "./search-terms";
import { SyntaxTable } from "./syntax-help";

export function Results({ terms }: { terms: SearchTerms }) {
  const trpc = useTRPC();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    trpc.search.query.infiniteQueryOptions(searchInputOf(terms), searchPaging),
  );
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  const first = data?.pages[0];
  if (!first) return <ResultsSkeleton />;
  const hits = data.pages.flatMap((page) => page.hits);
  if (hits.length === 0) {
    return first.feeds.length > 0 ? <FoundFeeds feeds={first.feeds} /> : <NoResults q={terms.q} />;
  }

  return (
    <>
      <FoundFeeds feeds={first.feeds} />
      <p role="status" className="text-muted text-sm">
        {first.is_total_exact ? "" : "More than "}
        {first.total.toLocaleString("en-US")} {first.total === 1 ? "episode" : "episodes"}
      </p>
      {first.is_relaxed && <Notice>No place has all words. These have some of them.</Notice>}
      {first.notice && <Notice>{first.notice}</Notice>}
      <ol className="mt-2 divide-y divide-line">
        {hits.map((hit) => (
          <li key={hit.episode_id}>
            <Hit hit={hit} />
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <div className="mt-8 flex justify-center">
          <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
            {isFetchingNextPage ? "Loading …" : "Load more"}
          </Button>
        </div>
      )}
    </>
  );
}

function Notice({ children }: { children: string }) {
  return <p className="mt-3 rounded-lg bg-warn-soft px-3.5 py-2 text-sm text-warn">{children}</p>;
}

function NoResults({ q }: { q: string }) {
  return (
    <EmptyState icon={SearchX} title="Nothing found">
      <p className="wrap-anywhere">No title, show note or transcript has “{q}”. Fewer or other words may find it.</p>
      <SyntaxTable />
    </EmptyState>
  );
}

function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <EmptyState icon={SearchX} title="The search failed" action={<Button onClick={onRetry}>Try again</Button>}>
      <p>{problemOf(error)}</p>
    </EmptyState>
  );
}
