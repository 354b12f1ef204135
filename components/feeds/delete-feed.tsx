"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { notify } from "@/components/shell/notify";
import { useTRPC } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import type { Feed } from "./types";
import { useRestoreFeed } from "./use-restore-feed";

const WORD = "delete";
const UNDO_MS = 10_000;

/** Asks to type a word: this takes a whole archive away. It can still be undone. */
export function DeleteFeed({ feed, onClose }: { feed: Feed; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const restore = useRestoreFeed();
  const [typed, setTyped] = useState("");
  const isConfirmed = typed.trim().toLowerCase() === WORD;
  const remove = useMutation(
    trpc.feeds.remove.mutationOptions({
      onSuccess: async ({ message }) => {
        router.push("/feeds");
        notify.success(message, { duration: UNDO_MS, action: { label: "Undo", onClick: () => restore(feed.id) } });
        await queryClient.invalidateQueries({ ...trpc.feeds.list.queryFilter(), refetchType: "all" });
        void queryClient.invalidateQueries({ ...trpc.episodes.pathFilter(), refetchType: "none" });
      },
    }),
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isConfirmed) remove.mutate({ id: feed.id });
  };

  return (
    <Dialog
      onClose={onClose}
      title={`Delete “${feed.display_title}”?`}
      description={`Its ${feed.episode_count} episodes and ${feed.transcript_count} transcripts leave the library. You can undo this right after.`}
    >
      <form onSubmit={submit}>
        <label htmlFor="confirmation" className="text-sm">
          Type <b>{WORD}</b> to confirm
        </label>
        <Input
          id="confirmation"
          className="mt-1.5"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {remove.isError && (
          <p role="alert" className="mt-3 text-danger text-sm">
            {problemOf(remove.error)}
          </p>
        )}
        <div className="mt-5 flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="danger" disabled={!isConfirmed || remove.isPending}>
            Delete podcast
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
