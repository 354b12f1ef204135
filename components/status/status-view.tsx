"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { PageTitle } from "@/components/shell/page-title";
import { useTRPC } from "@/components/trpc/client";
import { useJobChanges } from "@/components/trpc/use-job-changes";
import { FailingFeeds } from "./failing-feeds";
import { LibraryNumbers } from "./library-numbers";
import { QueueCard } from "./queue-card";
import { shownQueues } from "./queue-views";
import { StorageCard } from "./storage-card";

/** What the library holds and what is being done for it, as it happens. */
export function StatusView() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: status } = useQuery(trpc.status.get.queryOptions());
  const { data: queues } = useQuery(trpc.queue.status.queryOptions());
  const { data: list } = useQuery(trpc.feeds.list.queryOptions());
  useJobChanges({}, () => {
    void queryClient.invalidateQueries(trpc.queue.status.queryFilter());
    void queryClient.invalidateQueries(trpc.status.get.queryFilter());
    void queryClient.invalidateQueries(trpc.feeds.list.queryFilter());
  });
  if (!status || !queues) return null;
  const failing = list?.feeds.filter((feed) => feed.last_error !== null) ?? [];

  return (
    <>
      <PageTitle title="Status" note={<Version version={status.version} />}>
        <WorkState isRunning={queues.running} />
      </PageTitle>
      <LibraryNumbers status={status} />
      <FailingFeeds feeds={failing} />
      <StorageCard storage={status.storage} />
      <section aria-labelledby="work" className="mt-10">
        <h2 id="work" className="mb-4 font-semibold text-lg tracking-tight">
          Work
        </h2>
        <div className="space-y-4">
          {shownQueues(queues).map(({ name, title }) => (
            <QueueCard key={name} title={title} queue={queues[name]} />
          ))}
        </div>
      </section>
    </>
  );
}

function Version({ version }: { version: string }) {
  return (
    <>
      cast2md {version},{" "}
      <Link href="/docs" className="rounded text-accent hover:underline max-md:py-2.5">
        API documentation
      </Link>
    </>
  );
}

function WorkState({ isRunning }: { isRunning: boolean }) {
  return (
    <p role="status" className="flex items-center gap-2 text-muted text-sm">
      <span aria-hidden className={`size-2 rounded-full ${isRunning ? "bg-accent" : "bg-danger"}`} />
      {isRunning ? "The worker keeps up" : "Work waits, and no worker takes it"}
    </p>
  );
}
