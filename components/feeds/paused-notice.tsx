"use client";

import { CirclePause } from "lucide-react";
import { notify } from "@/components/shell/notify";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { useSaveFeed } from "./settings/use-save-feed";
import type { Feed } from "./types";

export function PausedNotice({ feed }: { feed: Feed }) {
  const save = useSaveFeed();
  if (!feed.is_paused) return null;
  const resume = () =>
    save.mutate({ id: feed.id, is_paused: false }, { onError: (error) => notify.error(problemOf(error)) });
  return (
    <div className="mt-6 flex items-center gap-3 rounded-xl border border-line bg-surface px-4 py-2.5 text-sm">
      <CirclePause aria-hidden className="size-4.5 shrink-0 text-faint" />
      <p className="mr-auto">
        <span className="font-medium">Paused.</span>{" "}
        <span className="text-muted">It is looked at only when you refresh it.</span>
      </p>
      <Button size="small" disabled={save.isPending} onClick={resume}>
        Resume
      </Button>
    </div>
  );
}
