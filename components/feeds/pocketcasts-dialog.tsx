"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { notify } from "@/components/shell/notify";
import { TimeAgo } from "@/components/time/moments";
import { useTRPC, useTRPCClient } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { PocketcastsCandidates } from "./pocketcasts-candidates";
import type { Feed } from "./types";

const UNDO_MS = 10_000;

type Match = NonNullable<Feed["pocketcasts"]>;
type PocketcastsDialogProps = { feed: Feed; match: Match; onClose: () => void };

/** What Pocket Casts was found to be for this podcast, and the means to set it right. */
export function PocketcastsDialog({ feed, match, onClose }: PocketcastsDialogProps) {
  const { set, search, isPending, error } = useMatchWork(feed, match, onClose);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const uuid = String(new FormData(event.currentTarget).get("show") ?? "").trim();
    if (uuid) set.mutate({ id: feed.id, uuid });
  };
  return (
    <Dialog onClose={onClose} title="Pocket Casts" description={<Finding match={match} />}>
      {match.uuid === null && (
        <PocketcastsCandidates
          feedId={feed.id}
          isPending={isPending}
          onChoose={(uuid) => set.mutate({ id: feed.id, uuid })}
        />
      )}
      <form onSubmit={submit}>
        <label htmlFor="show" className="text-sm">
          Another show? Its address at Pocket Casts
        </label>
        <div className="mt-1.5 flex gap-2">
          <Input
            id="show"
            name="show"
            autoComplete="off"
            inputMode="url"
            spellCheck={false}
            maxLength={500}
            placeholder="https://pca.st/podcast/…"
          />
          <Button type="submit" look="primary" disabled={isPending}>
            Save
          </Button>
        </div>
        {error !== null && (
          <p role="alert" className="mt-3 text-danger text-sm">
            {problemOf(error, "uuid")}
          </p>
        )}
        <div className="mt-5 flex flex-wrap gap-2">
          <Button disabled={isPending} onClick={() => search.mutate({ id: feed.id })}>
            Search again
          </Button>
          {match.uuid !== null && (
            <Button disabled={isPending} onClick={() => set.mutate({ id: feed.id, uuid: null })}>
              It is not there
            </Button>
          )}
        </div>
        <p className="mt-4 text-faint text-sm">
          Transcripts that came from a wrong show are taken away when you change it.
        </p>
      </form>
    </Dialog>
  );
}

function Finding({ match }: { match: Match }) {
  return (
    <div className="space-y-1">
      {match.uuid !== null ? (
        <p dir="auto" className="wrap-anywhere">
          {match.is_by_hand ? "You have said that it is" : "Found as"}{" "}
          <a
            href={`https://pca.st/podcast/${match.uuid}`}
            target="_blank"
            rel="noreferrer"
            className="rounded text-accent hover:underline"
          >
            {match.title ? `“${match.title}”` : `the show ${match.uuid}`}
          </a>
          {match.title && match.author && ` by ${match.author}`}
          {match.score !== null && `, a match of ${match.score} %`}.
        </p>
      ) : (
        <p dir="auto" className="wrap-anywhere first-letter:uppercase">
          {match.is_by_hand
            ? "You have said that this podcast is not there"
            : (match.reason ?? "nobody could search yet")}
          .
        </p>
      )}
      {match.uuid !== null && match.listed_at && (
        <p className="text-faint text-sm">
          It lists {match.episode_count.toLocaleString("en-US")} of your episodes,{" "}
          {match.transcript_count.toLocaleString("en-US")} with a transcript. Read <TimeAgo at={match.listed_at} />.
        </p>
      )}
      {match.failure && <p className="wrap-anywhere text-danger text-sm first-letter:uppercase">{match.failure}.</p>}
    </div>
  );
}

/** A change can be taken back: the show that was there before is asked again for what it had. */
function useMatchWork(feed: Feed, before: Match, onDone: () => void) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const show = (changed: Feed) => {
    queryClient.setQueryData(trpc.feeds.get.queryKey({ id: feed.id }), changed);
    void queryClient.invalidateQueries(trpc.episodes.pathFilter());
  };
  const undo = () =>
    client.feeds.setPocketcasts
      .mutate({ id: feed.id, uuid: before.uuid })
      .then(show, (error: unknown) => notify.error(problemOf(error)));
  const options = {
    onSuccess: (changed: Feed) => {
      show(changed);
      const isOther = before.uuid !== null && before.uuid !== changed.pocketcasts?.uuid;
      notify.success(changed.pocketcasts?.uuid ? "Pocket Casts is asked for its transcripts" : "Not on Pocket Casts", {
        description: feed.display_title,
        ...(isOther && { duration: UNDO_MS, action: { label: "Undo", onClick: () => void undo() } }),
      });
      onDone();
    },
  };
  const set = useMutation(trpc.feeds.setPocketcasts.mutationOptions(options));
  const search = useMutation(trpc.feeds.searchPocketcasts.mutationOptions(options));
  return { set, search, isPending: set.isPending || search.isPending, error: set.error ?? search.error };
}
