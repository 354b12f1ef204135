"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileText, MoreHorizontal, Pencil, RefreshCw, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Feed } from "./types";

const RenameFeed = dynamic(() => import("./rename-feed").then((module) => module.RenameFeed));
const DeleteFeed = dynamic(() => import("./delete-feed").then((module) => module.DeleteFeed));

export function FeedActions({ feed }: { feed: Feed }) {
  const [dialog, setDialog] = useState<"rename" | "delete" | null>(null);
  const { refresh, getTranscripts } = useFeedWork(feed);
  const waiting = (feed.status_counts.new ?? 0) + (feed.status_counts.awaiting_transcript ?? 0);
  const close = () => setDialog(null);
  return (
    <div className="mt-5 flex flex-wrap gap-2">
      {waiting > 0 && (
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
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button size="icon" aria-label="More actions" title="More actions">
            <MoreHorizontal aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem onSelect={() => setDialog("rename")}>
            <Pencil aria-hidden />
            Rename
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => setDialog("delete")} className="text-danger [&_svg]:text-danger">
            <Trash2 aria-hidden />
            Delete
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {dialog === "rename" && <RenameFeed feed={feed} onClose={close} />}
      {dialog === "delete" && <DeleteFeed feed={feed} onClose={close} />}
    </div>
  );
}

function useFeedWork(feed: Feed) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = {
    onSuccess: ({ message }: { message: string }) => toast.success(message, { description: feed.display_title }),
    onError: (error: unknown) => toast.error(problemOf(error)),
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
