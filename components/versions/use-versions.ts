"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/client";
import type { Version } from "./types";

const NONE: Version[] = [];

/** All versions of an episode's transcript, the one that is shown first. */
export function useVersions(episodeId: number): Version[] {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.episodes.transcripts.queryOptions({ id: episodeId }));
  return data?.transcripts ?? NONE;
}
