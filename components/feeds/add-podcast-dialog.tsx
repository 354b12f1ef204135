"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { knownFeedOf, problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";

/** One field for all that can name a podcast. The server finds out what it is. */
export function AddPodcastDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [url, setUrl] = useState("");
  const add = useMutation(
    trpc.feeds.add.mutationOptions({
      onSuccess: (feed) => {
        queryClient.setQueryData(trpc.feeds.get.queryKey({ id: feed.id }), feed);
        void queryClient.invalidateQueries(trpc.feeds.list.queryFilter());
        router.push(`/feeds/${feed.id}`);
        onClose();
      },
    }),
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (url.trim()) add.mutate({ url: withScheme(url.trim()) });
  };

  return (
    <Dialog
      onClose={onClose}
      title="Add a podcast"
      description="Paste an RSS feed, a website or an Apple Podcasts link."
    >
      <form onSubmit={submit}>
        <Input
          autoFocus
          name="url"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={2000}
          aria-label="Address of the podcast"
          placeholder="https://example.org/feed.xml"
          value={url}
          readOnly={add.isPending}
          aria-invalid={add.isError}
          aria-describedby={add.isError ? "add-problem" : undefined}
          onChange={(event) => {
            setUrl(event.target.value);
            if (add.isError) add.reset();
          }}
        />
        {add.isError && <Problem error={add.error} onClose={onClose} />}
        <div className="mt-5 flex items-center justify-end gap-3">
          <span role="status" className="mr-auto text-muted text-sm">
            {add.isPending && <span className="animate-breathe">Fetching the feed …</span>}
          </span>
          <Button type="submit" look="primary" disabled={add.isPending || !url.trim()}>
            Add podcast
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Problem({ error, onClose }: { error: unknown; onClose: () => void }) {
  const known = knownFeedOf(error);
  return (
    <p
      id="add-problem"
      role="alert"
      className="mt-3 wrap-anywhere rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm"
    >
      {problemOf(error)}
      {known !== null && (
        <Link href={`/feeds/${known}`} onClick={onClose} className="ml-1.5 font-medium underline underline-offset-2">
          Open it
        </Link>
      )}
    </p>
  );
}

const withScheme = (text: string) =>
  /^[a-z][a-z\d+.-]*:/i.test(text) && !/^[^/]+:\d/.test(text) ? text : `https://${text}`;
