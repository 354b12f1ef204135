"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { notify } from "@/components/shell/notify";
import { useTRPC } from "@/components/trpc/client";
import { ConfirmByWord } from "@/components/ui/confirm-by-word";
import { countOf } from "@/components/ui/count-of";
import type { Feed } from "./types";
import { useRestoreFeed } from "./use-restore-feed";

const UNDO_MS = 10_000;

/** Takes a whole archive out of the library, into the trash. */
export function DeleteFeed({ feed, onClose }: { feed: Feed; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const restore = useRestoreFeed();
  const remove = useMutation(
    trpc.feeds.remove.mutationOptions({
      onSuccess: async ({ message }) => {
        router.push("/feeds");
        notify.success(message, { duration: UNDO_MS, action: { label: "Undo", onClick: () => restore(feed.id) } });
        await queryClient.invalidateQueries({ ...trpc.feeds.list.queryFilter(), refetchType: "all" });
        void queryClient.invalidateQueries({ ...trpc.episodes.pathFilter(), refetchType: "none" });
        void queryClient.invalidateQueries({ ...trpc.trash.pathFilter(), refetchType: "none" });
      },
    }),
  );
  return (
    <ConfirmByWord
      title={`Delete “${feed.display_title}”?`}
      description={`Its ${countOf(feed.episode_count, "episode")} and ${countOf(feed.transcript_count, "transcript")} go to the trash, from where they can be restored.`}
      action="Delete podcast"
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ id: feed.id })}
      onClose={onClose}
    />
  );
}
