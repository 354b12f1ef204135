"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { notify } from "@/components/shell/notify";
import { useTRPC } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { Button, ButtonLink } from "@/components/ui/button";
import { lookupOf, stateViews } from "./state-view";
import type { Episode } from "./types";

type TranscriptActionProps = { episode: Episode; look?: "primary" | "secondary"; isReader?: boolean };

/** What can be done about an episode in its state; nothing where there is nothing to do. */
export function TranscriptAction({ episode, look = "secondary", isReader = false }: TranscriptActionProps) {
  const request = useTranscriptRequest(episode);
  if (episode.has_transcript) {
    if (isReader) return null;
    return (
      <ButtonLink
        size="small"
        className="max-sm:hidden"
        href={`/episodes/${episode.id}`}
        aria-label={`Read “${episode.title}”`}
      >
        Read
      </ButtonLink>
    );
  }
  const { action } = stateViews[episode.status];
  const job = lookupOf(episode);
  if (job?.state === "running" || (job && !job.error) || !action) return null;
  const label = action === "get" ? "Get transcript" : "Try again";
  return (
    <Button
      look={look}
      size={isReader ? "medium" : "small"}
      disabled={request.isPending || job !== null}
      aria-label={isReader ? undefined : `${label}: ${episode.title}`}
      onClick={() => request.mutate({ id: episode.id })}
    >
      {label}
    </Button>
  );
}

function useTranscriptRequest(episode: Episode) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = {
    onSuccess: () => notify.success("Looking for the transcript", { description: episode.title }),
    onError: (error: unknown) => notify.error(problemOf(error), { description: episode.title }),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries(trpc.episodes.pathFilter()),
        queryClient.invalidateQueries(trpc.feeds.get.queryFilter({ id: episode.feed_id })),
      ]),
  };
  const get = useMutation(trpc.queue.getTranscript.mutationOptions(options));
  const retry = useMutation(trpc.queue.retryTranscript.mutationOptions(options));
  return stateViews[episode.status].action === "retry" ? retry : get;
}
