"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { useAddPodcast } from "@/components/feeds/use-add-podcast";
import { PageTitle } from "@/components/shell/page-title";
import { useNow, useTimeZone } from "@/components/time/clock-context";
import { formatDay } from "@/components/time/format-date";
import { useTRPC, useTRPCClient } from "@/components/trpc/client";
import { useJobChanges } from "@/components/trpc/use-job-changes";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Segmented } from "@/components/ui/segmented";
import { EpisodeRow } from "./episode-row";
import { FirstRun } from "./first-run";
import { nextOffset, recentInputOf, recentKey } from "./recent-query";
import type { Episode } from "./types";

/** What is new across all podcasts, day by day. */
export function RecentEpisodes({ onlyReadable }: { onlyReadable: boolean }) {
  const trpc = useTRPC();
  const feeds = useQuery(trpc.feeds.list.queryOptions()).data?.feeds ?? [];
  const { pages, more } = useRecentPages(onlyReadable);
  const episodes = pages.flatMap((page) => page.episodes);
  const add = useAddPodcast();

  return (
    <>
      {feeds.length === 0 ? (
        <FirstRun onAdd={add.open} onImport={add.openImport} />
      ) : (
        <News onlyReadable={onlyReadable} episodes={episodes} more={more} />
      )}
      {add.dialog}
    </>
  );
}

type NewsProps = { onlyReadable: boolean; episodes: Episode[]; more: { load: () => void; isLoading: boolean } | null };

function News({ onlyReadable, episodes, more }: NewsProps) {
  return (
    <>
      <PageTitle title="Library" note="What is new in your podcasts">
        <Segmented
          label="Which episodes"
          segments={[
            { label: "All", href: "/", isCurrent: !onlyReadable },
            { label: "With transcript", href: "/?show=transcripts", isCurrent: onlyReadable },
          ]}
        />
      </PageTitle>
      {episodes.length === 0 ? <NothingYet onlyReadable={onlyReadable} /> : <Days episodes={episodes} />}
      {more && (
        <div className="mt-8 flex justify-center">
          <Button onClick={more.load} disabled={more.isLoading} aria-busy={more.isLoading}>
            {more.isLoading ? "Loading …" : "Load more"}
          </Button>
        </div>
      )}
    </>
  );
}

function useRecentPages(onlyReadable: boolean) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: recentKey(trpc.episodes.recent.pathKey(), onlyReadable),
    queryFn: ({ pageParam, signal }) =>
      client.episodes.recent.query(recentInputOf(pageParam, onlyReadable), { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => nextOffset(last, pages),
  });
  useJobChanges({}, () => {
    void queryClient.invalidateQueries(trpc.episodes.recent.pathFilter());
    void queryClient.invalidateQueries(trpc.feeds.list.queryFilter());
  });
  const more = hasNextPage ? { load: () => void fetchNextPage(), isLoading: isFetchingNextPage } : null;
  return { pages: data?.pages ?? [], more };
}

function Days({ episodes }: { episodes: Episode[] }) {
  const timeZone = useTimeZone();
  const now = useNow();
  const dayOf = ({ published_at: at }: Episode) => (at ? formatDay(at, { timeZone, now }) : "Without a date");
  return [...Map.groupBy(episodes, dayOf)].map(([day, ofDay]) => (
    <section key={day} aria-label={day} className="mb-6">
      <h2 className="sticky top-0 z-10 border-line border-b bg-canvas/95 py-2 font-medium text-muted text-sm backdrop-blur-sm">
        {day}
      </h2>
      <ul className="divide-y divide-line/70">
        {ofDay.map((episode) => (
          <li key={episode.id}>
            <EpisodeRow episode={episode} showFeed />
          </li>
        ))}
      </ul>
    </section>
  ));
}

function NothingYet({ onlyReadable }: { onlyReadable: boolean }) {
  return (
    <EmptyState icon={FileText} title={onlyReadable ? "No transcripts yet" : "No episodes yet"}>
      <p>
        {onlyReadable
          ? "They appear here as soon as publishers have them. The state of each episode says when that is tried next."
          : "The episodes of your podcasts appear here as they are found."}
      </p>
    </EmptyState>
  );
}
