"use client";

import { useQuery } from "@tanstack/react-query";
import type { Chapter } from "@/components/episodes/types";
import { useTRPC } from "@/components/trpc/client";

/** Always the same list, so that what is made of it is not made anew. */
const NONE: Chapter[] = [];

export function useChapters(id: number): Chapter[] {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.episodes.chapters.queryOptions({ id }));
  return data?.chapters ?? NONE;
}
