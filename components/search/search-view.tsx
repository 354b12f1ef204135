"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useTRPC } from "@/components/trpc/client";
import { cn } from "@/components/ui/cn";
import { Results } from "./results";
import { SearchForm } from "./search-form";
import { type SearchTerms, searchPath } from "./search-terms";
import { SyntaxHelp } from "./syntax-help";

export function SearchView({ terms }: { terms: SearchTerms }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const feeds = useQuery(trpc.feeds.list.queryOptions()).data?.feeds ?? [];
  const search = (next: SearchTerms) => startTransition(() => router.push(searchPath(next)));
  return (
    <>
      <h1 className="sr-only">Search</h1>
      <SearchForm key={searchPath(terms)} terms={terms} feeds={feeds} isPending={isPending} onSearch={search} />
      <div className={cn("mt-6 transition-opacity", isPending && "opacity-50")}>
        {terms.q ? <Results terms={terms} /> : <SyntaxHelp hasFeeds={feeds.length > 0} />}
      </div>
    </>
  );
}
