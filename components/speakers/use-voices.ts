"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "@/components/trpc/client";
import { groupSpeakers, type Voice } from "./group-speakers";

/** Who speaks in the version that is shown. */
export function useVoices(episodeId: number): Voice[] {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.episodes.speakers.queryOptions({ id: episodeId }));
  return useMemo(() => groupSpeakers(data?.speakers ?? []), [data]);
}
