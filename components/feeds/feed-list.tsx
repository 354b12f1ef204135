"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Podcast, Trash2 } from "lucide-react";
import { PageTitle } from "@/components/shell/page-title";
import { useTRPC } from "@/components/trpc/client";
import { useJobChanges } from "@/components/trpc/use-job-changes";
import { ButtonLink } from "@/components/ui/button";
import { countOf } from "@/components/ui/count-of";
import { EmptyState } from "@/components/ui/empty-state";
import { AddPodcastButton } from "./add-podcast-button";
import { FeedRow } from "./feed-row";
import { useAddPodcast } from "./use-add-podcast";

export function FeedList() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.feeds.list.queryOptions());
  useJobChanges({}, () => queryClient.invalidateQueries(trpc.feeds.list.queryFilter()));
  const add = useAddPodcast();
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
        {feeds.length > 0 && <AddPodcastButton onClick={add.open} />}
        <ButtonLink look="quiet" size="icon" href="/trash" aria-label="Trash" title="Trash">
          <Trash2 aria-hidden />
        </ButtonLink>
      </PageTitle>
      {feeds.length === 0 ? (
        <NoFeeds onAdd={add.open} />
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {feeds.map((feed) => (
            <li key={feed.id}>
              <FeedRow feed={feed} />
            </li>
          ))}
        </ul>
      )}
      {add.dialog}
    </>
  );
}

function NoFeeds({ onAdd }: { onAdd: () => void }) {
  return (
    <EmptyState icon={Podcast} title="No podcasts yet" action={<AddPodcastButton onClick={onAdd} />}>
      <p>Subscribe to a podcast by its RSS feed, its website or its page on Apple Podcasts.</p>
    </EmptyState>
  );
}
