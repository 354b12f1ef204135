"use client";

import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { PageTitle } from "@/components/shell/page-title";
import { useTRPC } from "@/components/trpc/client";
import { Button, ButtonLink } from "@/components/ui/button";
import { countOf } from "@/components/ui/count-of";
import { EmptyState } from "@/components/ui/empty-state";
import { formatBytes } from "@/server/platform/format-bytes";
import { TrashRow } from "./trash-row";
import type { TrashedPodcast } from "./types";

const PurgeDialog = dynamic(() => import("./purge-dialog").then((module) => module.PurgeDialog), { ssr: false });
const EmptyDialog = dynamic(() => import("./empty-dialog").then((module) => module.EmptyDialog), { ssr: false });

/** Deleted podcasts: until when they can be restored, and the ways back and out. */
export function TrashView() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.trash.list.queryOptions());
  const [asked, setAsked] = useState<TrashedPodcast | "all" | null>(null);
  if (!data) return null;

  const { feeds, days } = data;
  const bytes = feeds.reduce((sum, feed) => sum + feed.bytes, 0);
  const close = () => setAsked(null);
  return (
    <>
      <PageTitle title="Trash" note={noteOf(feeds.length, bytes, days)}>
        {feeds.length > 0 && <Button onClick={() => setAsked("all")}>Empty trash</Button>}
      </PageTitle>
      {feeds.length === 0 ? (
        <EmptyState
          icon={Trash2}
          title="The trash is empty"
          action={<ButtonLink href="/feeds">Go to the podcasts</ButtonLink>}
        >
          <p>Podcasts that you delete are kept here for {countOf(days, "day")}, with all that belongs to them.</p>
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {feeds.map((feed) => (
            <li key={feed.id}>
              <TrashRow feed={feed} onPurge={() => setAsked(feed)} />
            </li>
          ))}
        </ul>
      )}
      {asked === "all" && <EmptyDialog feeds={feeds} onClose={close} />}
      {asked !== null && asked !== "all" && <PurgeDialog feed={asked} onClose={close} />}
    </>
  );
}

function noteOf(count: number, bytes: number, days: number): string | undefined {
  if (count === 0) return undefined;
  return `${countOf(count, "podcast")}, ${formatBytes(bytes)}. Deleted for ever ${countOf(days, "day")} after they came here.`;
}
