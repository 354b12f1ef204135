"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import type { EpisodeFilter } from "@/components/episodes/episode-filter";
import { EpisodeList } from "@/components/episodes/episode-list";
import { FilterBar } from "@/components/episodes/filter-bar";
import { useTRPC } from "@/components/trpc/client";
import { useJobChanges } from "@/components/trpc/use-job-changes";
import { EmptyState } from "@/components/ui/empty-state";
import { FeedHeader } from "./feed-header";
import { PausedNotice } from "./paused-notice";
import { RefreshNotice } from "./refresh-notice";

/** A podcast with its episodes. What the worker does shows while it happens. */
export function FeedView({ id, filter }: { id: number; filter: EpisodeFilter }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: feed, dataUpdatedAt } = useQuery(trpc.feeds.get.queryOptions({ id }));
  useJobChanges({ feedId: id }, () => {
    // Deleted on this page, which is being left: nothing would be found any more.
    const removals = queryClient.getMutationCache().findAll({ mutationKey: trpc.feeds.remove.mutationKey() });
    if (removals.some(({ state }) => state.status !== "error" && state.submittedAt >= dataUpdatedAt)) return;
    void queryClient.invalidateQueries(trpc.feeds.get.queryFilter({ id }));
    void queryClient.invalidateQueries(trpc.episodes.listForFeed.pathFilter());
    void queryClient.invalidateQueries(trpc.feeds.storage.queryFilter({ id }));
  });
  if (!feed) return null;

  return (
    <>
      <FeedHeader feed={feed} />
      <PausedNotice feed={feed} />
      <RefreshNotice feed={feed} />
      <section aria-labelledby="episodes" className="mt-10">
        <h2 id="episodes" className="mb-3 font-semibold text-lg tracking-tight">
          Episodes{" "}
          <span className="ml-1 font-normal text-faint tabular-nums">{feed.episode_count.toLocaleString("en-US")}</span>
        </h2>
        {feed.episode_count > 0 && <FilterBar path={`/feeds/${id}`} filter={filter} counts={feed.status_counts} />}
        <EpisodeList feedId={id} filter={filter} whenEmpty={<NoEpisodes isLooking={feed.refresh_job !== null} />} />
      </section>
    </>
  );
}

function NoEpisodes({ isLooking }: { isLooking: boolean }) {
  if (isLooking) return <p className="py-10 text-center text-muted">The episodes appear here as they are found.</p>;
  return (
    <EmptyState icon={Inbox} title="No episodes yet">
      <p>The feed has named none. Refresh it to look again.</p>
    </EmptyState>
  );
}
