"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FileUp, MoreHorizontal, Podcast, Trash2 } from "lucide-react";
import { lazy } from "react";
import { PageTitle } from "@/components/shell/page-title";
import { useTRPC } from "@/components/trpc/client";
import { useJobChanges } from "@/components/trpc/use-job-changes";
import { Button, ButtonLink } from "@/components/ui/button";
import { countOf } from "@/components/ui/count-of";
import { EmptyState } from "@/components/ui/empty-state";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { AddPodcastButton } from "./add-podcast-button";
import { FeedRow } from "./feed-row";
import { useAddPodcast } from "./use-add-podcast";

const FeedsMenu = lazy(() => import("./feeds-menu"));

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
        {feeds.length > 0 && (
          <>
            <AddPodcastButton onClick={add.open} />
            <LazyMenu
              label="More actions"
              className="w-9 px-0! max-md:w-11"
              menu={(button) => <FeedsMenu button={button} onImport={add.openImport} />}
            >
              <MoreHorizontal aria-hidden />
            </LazyMenu>
          </>
        )}
        <ButtonLink look="quiet" size="icon" href="/trash" aria-label="Trash" title="Trash">
          <Trash2 aria-hidden />
        </ButtonLink>
      </PageTitle>
      {feeds.length === 0 ? (
        <NoFeeds onAdd={add.open} onImport={add.openImport} />
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

function NoFeeds({ onAdd, onImport }: { onAdd: () => void; onImport: () => void }) {
  return (
    <EmptyState
      icon={Podcast}
      title="No podcasts yet"
      action={
        <>
          <AddPodcastButton onClick={onAdd} />
          <Button aria-haspopup="dialog" onClick={onImport}>
            <FileUp aria-hidden />
            Import OPML
          </Button>
        </>
      }
    >
      <p>Find a podcast by its name, add it by its address, or bring your subscriptions from another app.</p>
    </EmptyState>
  );
}
