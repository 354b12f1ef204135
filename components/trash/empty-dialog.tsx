"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { notify } from "@/components/shell/notify";
import { useTRPC } from "@/components/trpc/client";
import { ConfirmByWord } from "@/components/ui/confirm-by-word";
import type { TrashedPodcast } from "./types";

export function EmptyDialog({ feeds, onClose }: { feeds: readonly TrashedPodcast[]; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const empty = useMutation(
    trpc.trash.empty.mutationOptions({
      onSuccess: async ({ message }) => {
        await queryClient.invalidateQueries(trpc.trash.pathFilter());
        notify.success(message);
        onClose();
      },
    }),
  );
  const transcripts = feeds.reduce((sum, feed) => sum + feed.transcripts, 0);
  return (
    <ConfirmByWord
      title="Empty the trash?"
      description={`${feeds.length === 1 ? "One podcast" : `${feeds.length} podcasts`} with ${transcripts} transcripts cannot be brought back after this.`}
      action="Delete all for ever"
      isPending={empty.isPending}
      error={empty.error}
      onConfirm={() => empty.mutate({ confirm: "delete" })}
      onClose={onClose}
    />
  );
}
