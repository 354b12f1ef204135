import type { Metadata } from "next";
import { StatusView } from "@/components/status/status-view";
import { getQueryClient, Prefetched, trpc } from "@/components/trpc/prefetch";

export const metadata: Metadata = { title: "Status" };

export default async function StatusPage() {
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.fetchQuery(trpc.status.get.queryOptions()),
    queryClient.fetchQuery(trpc.queue.status.queryOptions()),
    queryClient.fetchQuery(trpc.feeds.list.queryOptions()),
  ]);
  return (
    <Prefetched>
      <StatusView />
    </Prefetched>
  );
}
