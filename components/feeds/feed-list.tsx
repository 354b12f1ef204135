"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Podcast } from "lucide-react";
import { PageTitle } from "@/components/shell/page-title";
import { useTRPC } from "@/components/trpc/client";
import { useJobChanges } from "@/components/trpc/use-job-changes";
import { EmptyState } from "@/components/ui/empty-state";
import { AddPodcast } from "./add-podcast";
import { FeedRow } from "./feed-row";

export function FeedList() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.feeds.list.queryOptions());
  useJobChanges({}, () => queryClient.invalidateQueries(trpc.feeds.list.queryFilter()));
  if (!data) return null;

  const { feeds } = data;
  const transcripts = feeds.reduce((sum, feed) => sum + feed.transcript_count, 0);
  return (
    <>
      <PageTitle
        title="Podcasts"
        note={
          feeds.length > 0 ? `${countOf(feeds.length, "podcast")}, ${countOf(transcripts, "transcript")}` : undefined
        }
      >
        {feeds.length > 0 && <AddPodcast />}
      </PageTitle>
      {feeds.length === 0 ? (
        <NoFeeds />
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {feeds.map((feed) => (
            <li key={feed.id}>
              <FeedRow feed={feed} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function NoFeeds() {
  return (
    <EmptyState icon={Podcast} title="No podcasts yet" action={<AddPodcast />}>
      <p>Subscribe to a podcast by its RSS feed, its website or its page on Apple Podcasts.</p>
    </EmptyState>
  );
}

const countOf = (count: number, noun: string) => `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
