"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { useTRPC } from "@/components/trpc/client";
import { ButtonLink } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { type EpisodeFilter, listInputOf, pageCountOf, writeFilter } from "./episode-filter";
import { EpisodeRow } from "./episode-row";
import { PageLinks } from "./page-links";

type EpisodeListProps = { feedId: number; filter: EpisodeFilter; whenEmpty: ReactNode };

/** A page of a feed's episodes. */
export function EpisodeList({ feedId, filter, whenEmpty }: EpisodeListProps) {
  const trpc = useTRPC();
  const { data, isPlaceholderData } = useQuery({
    ...trpc.episodes.listForFeed.queryOptions(listInputOf(feedId, filter)),
    placeholderData: keepPreviousData,
  });
  if (!data) return null;
  const path = `/feeds/${feedId}`;
  const isFiltered = filter.q !== "" || filter.status !== null;
  if (data.episodes.length === 0) return isFiltered || filter.page > 1 ? <NoMatch path={path} /> : whenEmpty;

  return (
    <>
      <ul className={cn("mt-3 divide-y divide-line transition-opacity", isPlaceholderData && "opacity-60")}>
        {data.episodes.map((episode) => (
          <li key={episode.id}>
            <EpisodeRow episode={episode} />
          </li>
        ))}
      </ul>
      <PageLinks
        page={filter.page}
        pageCount={pageCountOf(data.total)}
        hrefOf={(page) => `${path}${writeFilter({ ...filter, page })}`}
      />
    </>
  );
}

function NoMatch({ path }: { path: string }) {
  return (
    <EmptyState
      icon={SearchX}
      title="No episode matches"
      action={<ButtonLink href={path}>Show all episodes</ButtonLink>}
    >
      <p>Titles are searched here. To search what was said, use the search of the library.</p>
    </EmptyState>
  );
}
