"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/client";
import type { Version } from "./types";

/** What to do when the versions of an episode have changed: all that is made of them is asked for again. */
export function useChangedVersions(episodeId: number): (transcripts: Version[]) => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async (transcripts) => {
    queryClient.setQueryData(trpc.episodes.transcripts.queryKey({ id: episodeId }), { transcripts });
    await Promise.all([
      queryClient.invalidateQueries(trpc.episodes.readable.queryFilter({ id: episodeId })),
      queryClient.invalidateQueries(trpc.episodes.get.queryFilter({ id: episodeId })),
      queryClient.invalidateQueries(trpc.episodes.speakers.queryFilter({ id: episodeId })),
    ]);
  };
}
