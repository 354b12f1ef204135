"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { notify } from "@/components/shell/notify";
import { useTRPC } from "@/components/trpc/client";

/** Saves what holds for a podcast. Pages that show it follow. */
export function useSaveFeed(onSaved?: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation(
    trpc.feeds.update.mutationOptions({
      onSuccess: (feed) => {
        queryClient.setQueryData(trpc.feeds.get.queryKey({ id: feed.id }), feed);
        // An answer that is on its way may still be the old one: it is dropped and asked for again.
        void queryClient.invalidateQueries(trpc.feeds.get.queryFilter({ id: feed.id }));
        void queryClient.invalidateQueries(trpc.feeds.list.queryFilter());
        void queryClient.invalidateQueries(trpc.episodes.pathFilter());
        router.refresh(); // the title of the tab
        notify.success("Saved", { description: feed.display_title });
        onSaved?.();
      },
    }),
  );
}
