"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { notify } from "@/components/shell/notify";
import { useTRPC } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import type { Feed } from "./types";

export function RenameFeed({ feed, onClose }: { feed: Feed; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const rename = useMutation(
    trpc.feeds.update.mutationOptions({
      onSuccess: (renamed) => {
        queryClient.setQueryData(trpc.feeds.get.queryKey({ id: feed.id }), renamed);
        // An answer that is on its way may still have the old name: it is dropped and asked for again.
        void queryClient.invalidateQueries(trpc.feeds.get.queryFilter({ id: feed.id }));
        void queryClient.invalidateQueries(trpc.feeds.list.queryFilter());
        void queryClient.invalidateQueries(trpc.episodes.pathFilter());
        notify.success(`Now called “${renamed.display_title}”`);
        onClose();
      },
    }),
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const title = String(new FormData(event.currentTarget).get("title") ?? "").trim();
    rename.mutate({ id: feed.id, custom_title: title === feed.title ? null : title });
  };

  return (
    <Dialog
      onClose={onClose}
      title="Rename this podcast"
      description="The name is yours alone. Leave it empty for the publisher's."
    >
      <form onSubmit={submit}>
        <Input
          name="title"
          dir="auto"
          aria-label="Title"
          autoComplete="off"
          maxLength={300}
          placeholder={feed.title}
          defaultValue={feed.display_title}
        />
        {rename.isError && (
          <p role="alert" className="mt-3 text-danger text-sm">
            {problemOf(rename.error)}
          </p>
        )}
        <div className="mt-5 flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" disabled={rename.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
