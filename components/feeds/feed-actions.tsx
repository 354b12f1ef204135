"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileText, MoreHorizontal, RefreshCw } from "lucide-react";
import dynamic from "next/dynamic";
import { lazy, useState } from "react";
import { notify } from "@/components/shell/notify";
import { useTRPC } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { RetryAll } from "./retry-all";
import type { Feed } from "./types";

const FeedMenu = lazy(() => import("./feed-menu"));
const FeedSettings = dynamic(() => import("./settings/feed-settings").then((module) => module.FeedSettings), {
  ssr: false,
});
const ExportFeed = dynamic(() => import("./export-feed").then((module) => module.ExportFeed), { ssr: false });
const DeleteFeedAudio = dynamic(() => import("./delete-feed-audio").then((module) => module.DeleteFeedAudio), {
  ssr: false,
});
const DeleteFeed = dynamic(() => import("./delete-feed").then((module) => module.DeleteFeed), { ssr: false });

export function FeedActions({ feed }: { feed: Feed }) {
  const [dialog, setDialog] = useState<"settings" | "export" | "audio" | "delete" | null>(null);
  const { refresh, getTranscripts } = useFeedWork(feed);
  const unseen = feed.status_counts.new ?? 0;
  const close = () => setDialog(null);
  return (
    <div className="mt-5 flex flex-wrap gap-2">
      {unseen > 0 && (
        <Button
          look="primary"
          disabled={getTranscripts.isPending}
          onClick={() => getTranscripts.mutate({ id: feed.id })}
        >
          <FileText aria-hidden />
          Get all transcripts
        </Button>
      )}
      <Button disabled={refresh.isPending || feed.refresh_job !== null} onClick={() => refresh.mutate({ id: feed.id })}>
        <RefreshCw aria-hidden className={feed.refresh_job ? "animate-spin" : undefined} />
        Refresh
      </Button>
      <RetryAll feed={feed} />
      <LazyMenu
        label="More actions"
        className="w-9 px-0! max-md:w-11"
        menu={(button) => (
          <FeedMenu
            button={button}
            feed={feed}
            onSettings={() => setDialog("settings")}
            onExport={() => setDialog("export")}
            onDeleteAudio={() => setDialog("audio")}
            onDelete={() => setDialog("delete")}
          />
        )}
      >
        <MoreHorizontal aria-hidden />
      </LazyMenu>
      {dialog === "settings" && <FeedSettings feed={feed} onClose={close} />}
      {dialog === "export" && <ExportFeed feed={feed} onClose={close} />}
      {dialog === "audio" && <DeleteFeedAudio feed={feed} onClose={close} />}
      {dialog === "delete" && <DeleteFeed feed={feed} onClose={close} />}
    </div>
  );
}

function useFeedWork(feed: Feed) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = {
    onSuccess: ({ message }: { message: string }) => notify.success(message, { description: feed.display_title }),
    onError: (error: unknown) => notify.error(problemOf(error)),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries(trpc.feeds.get.queryFilter({ id: feed.id })),
        queryClient.invalidateQueries(trpc.episodes.listForFeed.pathFilter()),
      ]),
  };
  return {
    refresh: useMutation(trpc.feeds.refresh.mutationOptions(options)),
    getTranscripts: useMutation(trpc.queue.getFeedTranscripts.mutationOptions(options)),
  };
}
