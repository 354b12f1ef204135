"use client";

import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useTRPC } from "./client";

const EVERY_MS = 800;

type Watch = { feedId?: number; episodeId?: number };

/** Calls back when work of a feed, an episode or of anything moves: at once, and then no more often than a person can follow. */
export function useJobChanges(watch: Watch, onChange: () => void): void {
  const trpc = useTRPC();
  const latest = useRef(onChange);
  const isPending = useRef(false);
  const isVisible = useSyncExternalStore(onVisibilityChange, isPageVisible, () => true);
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

  const wait = () => {
    timer.current = setTimeout(() => {
      timer.current = null;
      if (isPending.current) tell();
    }, EVERY_MS);
  };
  const tell = () => {
    isPending.current = false;
    latest.current();
    wait();
  };

  useSubscription(
    trpc.queue.changes.subscriptionOptions(watch, {
      // A browser opens six connections to a host: pages that nobody looks at must not hold them.
      enabled: isVisible,
      // Between the rendering of the page and this connection something may have happened unseen.
      onStarted: () => {
        isPending.current = true;
        if (!timer.current) wait();
      },
      onData: () => {
        isPending.current = true;
        if (!timer.current) tell();
      },
    }),
  );
}

const isPageVisible = () => document.visibilityState === "visible";

function onVisibilityChange(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}
