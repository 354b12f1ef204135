"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { knownFeedOf, problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { PodcastChoice } from "./podcast-choice";
import { PodcastCombobox } from "./podcast-combobox";
import { readsAs } from "./reads-as";
import { SearchNote } from "./search-note";
import { usePodcastSearch } from "./use-podcast-search";

type AddPodcastDialogProps = { onClose: () => void; onImport: () => void };

/** One field for all that can name a podcast: words are searched for while they are typed, an address is added. */
export function AddPodcastDialog({ onClose, onImport }: AddPodcastDialogProps) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<PodcastChoice | null>(null);
  const search = usePodcastSearch(text);
  const open = (feedId: number) => {
    router.push(`/feeds/${feedId}`);
    onClose();
  };
  const add = useAddFeed();

  const { isAddress } = readsAs(text);
  const choices: PodcastChoice[] = [
    ...(isAddress ? [{ kind: "address" as const, url: text.trim() }] : []),
    ...(search.podcasts ?? []).map((podcast) => ({ kind: "found" as const, podcast })),
  ];
  const choose = (choice: PodcastChoice) => {
    if (choice.kind === "found" && choice.podcast.feed_id !== null) return open(choice.podcast.feed_id);
    setChosen(choice);
    const { kind } = choice;
    add.mutate(
      kind === "address" ? { url: choice.url } : { url: choice.podcast.feed_url, itunes_id: choice.podcast.itunes_id },
      { onSuccess: ({ id }) => open(id) }, // not where the dialog was closed meanwhile
    );
  };
  const change = (typed: string) => {
    setText(typed);
    if (add.isError) add.reset();
  };

  return (
    <Dialog
      onClose={onClose}
      title="Add a podcast"
      description="By name, feed, website or Apple Podcasts link."
      onEscapeKeyDown={(event) => {
        if (text === "" || add.isPending) return;
        event.preventDefault();
        change("");
      }}
    >
      <PodcastCombobox
        text={text}
        onText={change}
        choices={choices}
        pending={add.isPending ? chosen : null}
        onChoose={choose}
        isBehind={search.isBehind}
        problem={add.isError ? { id: "add-problem", message: <Problem error={add.error} onClose={onClose} /> } : null}
      >
        <SearchNote text={text} isAddress={isAddress} search={search} />
      </PodcastCombobox>
      <div className="mt-3 -mb-2 flex min-h-9 items-center justify-between gap-3 border-line border-t pt-3">
        <Button look="quiet" size="small" className="-ml-3" onClick={onImport} disabled={add.isPending}>
          <FileUp aria-hidden />
          Import OPML …
        </Button>
        <span role="status" className="text-muted text-sm">
          {add.isPending && <span className="animate-breathe">Fetching the feed …</span>}
        </span>
      </div>
    </Dialog>
  );
}

function useAddFeed() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.feeds.add.mutationOptions({
      onSuccess: (feed) => {
        queryClient.setQueryData(trpc.feeds.get.queryKey({ id: feed.id }), feed);
        void queryClient.invalidateQueries(trpc.feeds.list.queryFilter());
      },
    }),
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
