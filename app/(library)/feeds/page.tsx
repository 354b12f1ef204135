import type { Metadata } from "next";
import { FeedList } from "@/components/feeds/feed-list";
import { getQueryClient, Prefetched, trpc } from "@/components/trpc/prefetch";

export const metadata: Metadata = { title: "Podcasts" };

export default async function FeedsPage() {
  await getQueryClient().fetchQuery(trpc.feeds.list.queryOptions());
  return (
    <Prefetched>
      <FeedList />
    </Prefetched>
  );
}
