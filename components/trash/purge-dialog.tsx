"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { notify } from "@/components/shell/notify";
import { useTRPC } from "@/components/trpc/client";
import { ConfirmByWord } from "@/components/ui/confirm-by-word";
import { countOf } from "@/components/ui/count-of";
import type { TrashedPodcast } from "./types";

export function PurgeDialog({ feed, onClose }: { feed: TrashedPodcast; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const purge = useMutation(
    trpc.trash.purge.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.trash.pathFilter());
        notify.success(`“${feed.title}” is gone for ever`);
        onClose();
      },
    }),
  );
  return (
    <ConfirmByWord
      title={`Delete “${feed.title}” for ever?`}
      description={`Its ${countOf(feed.episodes, "episode")} and ${countOf(feed.transcripts, "transcript")} cannot be brought back after this.`}
      action="Delete for ever"
      isPending={purge.isPending}
      error={purge.error}
      onConfirm={() => purge.mutate({ id: feed.id })}
      onClose={onClose}
    />
  );
}
