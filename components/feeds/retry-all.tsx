"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { notify } from "@/components/shell/notify";
import { useTRPC } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import type { Feed } from "./types";

const ConfirmRetry = dynamic(() => import("./confirm-retry").then((module) => module.ConfirmRetry), { ssr: false });

/** So many are asked for without a question. */
const FEW = 50;

/** States of episodes that have been looked for, and have no transcript. */
const SEARCHED = ["awaiting_transcript", "needs_audio", "downloading", "audio_ready", "failed"] as const;

/** Looks again for every transcript that is missing. Nothing where none is. */
export function RetryAll({ feed }: { feed: Feed }) {
  const [isAsking, setIsAsking] = useState(false);
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const retry = useMutation(
    trpc.queue.retryFeedTranscripts.mutationOptions({
      onSuccess: ({ message }) => notify.success(message, { description: feed.display_title }),
      onError: (error) => notify.error(problemOf(error)),
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.feeds.get.queryFilter({ id: feed.id })),
          queryClient.invalidateQueries(trpc.episodes.pathFilter()),
        ]),
    }),
  );
  const count = SEARCHED.reduce((sum, state) => sum + (feed.status_counts[state] ?? 0), 0);
  if (count === 0) return null;
  const start = () => {
    setIsAsking(false);
    retry.mutate({ id: feed.id });
  };
  return (
    <>
      <Button disabled={retry.isPending} onClick={() => (count > FEW ? setIsAsking(true) : start())}>
        <RotateCcw aria-hidden />
        Try all again <span className="font-normal text-faint tabular-nums">{count.toLocaleString("en-US")}</span>
      </Button>
      {isAsking && <ConfirmRetry count={count} onConfirm={start} onClose={() => setIsAsking(false)} />}
    </>
  );
}
