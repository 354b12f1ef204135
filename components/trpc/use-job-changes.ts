"use client";

import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useRef } from "react";
import type { JobChange } from "@/server/jobs/jobs.schema";
import { useTRPC } from "./client";

const EVERY_MS = 800;

type Watch = { feedId?: number; episodeId?: number };

/** Calls back when work of a feed, an episode or of anything moves: at once, and then no more often than a person can follow. */
export function useJobChanges(watch: Watch, onChange: (changes: JobChange[]) => void): void {
  const trpc = useTRPC();
  const latest = useRef(onChange);
  const pending = useRef<JobChange[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );

  const flush = () => {
    const changes = pending.current;
    pending.current = [];
    timer.current = changes.length > 0 ? setTimeout(flush, EVERY_MS) : null;
    if (changes.length > 0) latest.current(changes);
  };

  useSubscription(
    trpc.queue.changes.subscriptionOptions(watch, {
      onData: ({ data }) => {
        pending.current.push(...data);
        if (!timer.current) flush();
      },
    }),
  );
}
