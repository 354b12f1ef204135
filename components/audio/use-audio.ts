"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Episode } from "@/components/episodes/types";
import { notify } from "@/components/shell/notify";
import { useTRPC } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { formatBytes } from "@/server/platform/format-bytes";

/** Downloading and deleting an episode's audio. What was deleted can be had again from the notice that follows. */
export function useAudio(episode: Pick<Episode, "id" | "title" | "feed_id">) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const description = episode.title;
  const options = {
    onError: (error: unknown) => notify.error(problemOf(error), { description }),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries(trpc.episodes.pathFilter()),
        queryClient.invalidateQueries(trpc.feeds.get.queryFilter({ id: episode.feed_id })),
        queryClient.invalidateQueries(trpc.feeds.storage.queryFilter({ id: episode.feed_id })),
      ]),
  };
  const download = useMutation(
    trpc.queue.process.mutationOptions({
      ...options,
      onSuccess: ({ message }) => notify.success(message, { description }),
    }),
  );
  const remove = useMutation(
    trpc.episodes.deleteAudio.mutationOptions({
      ...options,
      onSuccess: ({ message, freed_bytes: freed }) =>
        notify.success(freed > 0 ? `${message}, ${formatBytes(freed)} freed` : message, {
          description,
          action: { label: "Download again", onClick: () => download.mutate({ id: episode.id }) },
        }),
    }),
  );
  return { download, remove };
}
