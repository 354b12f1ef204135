"use client";

import { FileUp } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { knownFeedOf, needsCredentials, problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { PodcastChoice } from "./podcast-choice";
import { PodcastCombobox } from "./podcast-combobox";
import { PrivateFeedForm } from "./private-feed-form";
import { readsAs } from "./reads-as";
import { SearchNote } from "./search-note";
import { useAddFeed } from "./use-add-feed";
import { usePodcastSearch } from "./use-podcast-search";

type AddPodcastDialogProps = { onClose: () => void; onImport: () => void };

/** One field for all that can name a podcast: words are searched for while they are typed, an address is added. */
export function AddPodcastDialog({ onClose, onImport }: AddPodcastDialogProps) {
  const router = useRouter();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const search = usePodcastSearch(text);
  const open = (feedId: number) => {
    router.push(`/feeds/${feedId}`);
    onClose();
  };
  const add = useAddFeed(open);
  const { asked, error } = add;
  const isRefused = needsCredentials(error);

  const { isAddress } = readsAs(text);
  const choices: PodcastChoice[] = [
    ...(isAddress ? [{ kind: "address" as const, url: text.trim() }] : []),
    ...(search.podcasts ?? []).map((podcast) => ({ kind: "found" as const, podcast })),
  ];
  const choose = (choice: PodcastChoice) => {
    if (choice.kind === "found" && choice.podcast.feed_id !== null) open(choice.podcast.feed_id);
    else add.choose(choice);
  };
  const change = (typed: string) => {
    setText(typed);
    if (asked || error) add.forget();
  };
  /** One step: from the password to the list, from there to an empty field, and out. */
  const stepBack = (event: KeyboardEvent) => {
    if (add.isPending || (text === "" && !asked)) return;
    event.preventDefault();
    if (!asked) return change("");
    add.forget();
    field.current?.focus();
  };

  return (
    <Dialog
      onClose={onClose}
      title="Add a podcast"
      description="By name, feed, website or Apple Podcasts link."
      onEscapeKeyDown={stepBack}
    >
      <PodcastCombobox
        inputRef={field}
        text={text}
        onText={change}
        choices={choices}
        isListShown={!asked}
        pending={add.pending}
        onChoose={choose}
        isBehind={search.isBehind}
        problem={
          error && !(asked && isRefused)
            ? { id: "add-problem", message: <Problem error={error} onClose={onClose} /> }
            : null
        }
      >
        <SearchNote text={text} isAddress={isAddress} search={search} />
      </PodcastCombobox>
      {asked && (
        <PrivateFeedForm
          reason={asked.reason}
          refusal={isRefused ? error : null}
          isPending={add.isPending}
          onSubmit={add.open}
        />
      )}
      <div className="mt-4 -mb-2 flex min-h-9 items-center justify-between gap-3 border-line border-t pt-3">
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
