"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { notify } from "@/components/shell/notify";
import { useTRPC, useTRPCClient } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";

/** Takes a deletion back. Works after the component that offered it has gone. */
export function useRestoreFeed(): (id: number) => Promise<void> {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const queryClient = useQueryClient();
  return async (id) => {
    try {
      const feed = await client.feeds.restore.mutate({ id });
      await Promise.all([
        queryClient.invalidateQueries(trpc.feeds.pathFilter()),
        queryClient.invalidateQueries(trpc.trash.pathFilter()),
      ]);
      void queryClient.invalidateQueries(trpc.episodes.pathFilter());
      const open = { label: "Open", onClick: () => router.push(`/feeds/${id}`) };
      notify.success(`“${feed.display_title}” is back`, { action: open });
    } catch (error) {
      notify.error(problemOf(error));
    }
  };
}
