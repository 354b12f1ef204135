"use client";

import { useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Feed } from "../types";
import { credentialsOf, missingCredentials } from "./credentials";
import { changesOf, type FeedForm, formOf } from "./feed-form";
import { FeedSettingsFields } from "./feed-settings-fields";
import { type FieldProblems, problemFields } from "./problem-fields";
import { useSaveFeed } from "./use-save-feed";

/** What holds for one podcast. Saves what was changed and nothing else, and asks before changes are lost. */
export function FeedSettings({ feed: current, onClose }: { feed: Feed; onClose: () => void }) {
  // What happens to the feed meanwhile must not change what is typed.
  const [feed] = useState(current);
  const [form, setForm] = useState(() => formOf(feed));
  const [problems, setProblems] = useState<FieldProblems>({});
  const [isLeaving, setLeaving] = useState(false);
  const trpc = useTRPC();
  const library = useQuery(trpc.settings.list.queryOptions());
  const save = useSaveFeed(onClose);
  const changes = changesOf(feed, form);
  const isChanged = form.access === "replace" || Object.keys(changes).length > 0;

  const change = (part: Partial<FeedForm>) => {
    setForm((before) => ({ ...before, ...part }));
    setProblems({});
    setLeaving(false);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (save.isPending) return;
    if (form.access === "replace" && !credentialsOf(form.credentials))
      return setProblems({ credentials: missingCredentials(form.credentials) });
    if (!isChanged) return onClose();
    const onError = (error: unknown) => setProblems(problemFields(error, changes));
    save.mutate({ id: feed.id, ...changes }, { onError });
  };
  const leave = () => {
    if (save.isPending) return;
    // A second Escape means it.
    if (isChanged && !isLeaving) setLeaving(true);
    else onClose();
  };

  return (
    <Dialog onClose={leave} isWide title="Settings" description={<span dir="auto">{feed.display_title}</span>}>
      <form onSubmit={submit} noValidate>
        <fieldset disabled={save.isPending} className="min-w-0">
          <FeedSettingsFields
            feed={feed}
            form={form}
            library={library.data?.settings}
            problems={problems}
            onChange={change}
          />
        </fieldset>
        <div className="-mx-6 sticky bottom-[calc(-1*max(1.5rem,env(safe-area-inset-bottom)))] mt-6 -mb-6 flex flex-wrap items-center justify-end gap-2 border-line border-t bg-surface px-6 py-4">
          <p role="status" className="mr-auto text-muted text-sm empty:hidden max-sm:w-full">
            {isLeaving && "There are changes that are not saved yet."}
            {save.isPending && <span className="animate-breathe">Saving …</span>}
            {problems.form && <span className="text-danger">{problems.form}</span>}
          </p>
          <Button look="quiet" disabled={save.isPending} onClick={isLeaving ? onClose : leave}>
            {isLeaving ? "Discard" : "Cancel"}
          </Button>
          <Button type="submit" look="primary" disabled={save.isPending || !isChanged}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
