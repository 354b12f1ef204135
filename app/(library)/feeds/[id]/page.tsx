import type { Metadata } from "next";
import { listInputOf, readFilter } from "@/components/episodes/episode-filter";
import { FeedView } from "@/components/feeds/feed-view";
import { getQueryClient, orNotFound, Prefetched, trpc } from "@/components/trpc/prefetch";

type FeedPageProps = PageProps<"/feeds/[id]">;

const getFeed = (id: number) => orNotFound(getQueryClient().fetchQuery(trpc.feeds.get.queryOptions({ id })));

export async function generateMetadata({ params }: FeedPageProps): Promise<Metadata> {
  return { title: (await getFeed(Number((await params).id))).display_title };
}

export default async function FeedPage({ params, searchParams }: FeedPageProps) {
  const id = Number((await params).id);
  const filter = readFilter(await searchParams);
  await getFeed(id);
  await Promise.all([
    getQueryClient().fetchQuery(trpc.episodes.listForFeed.queryOptions(listInputOf(id, filter))),
    getQueryClient().prefetchQuery(trpc.feeds.storage.queryOptions({ id })),
  ]);
  return (
    <Prefetched>
      <FeedView id={id} filter={filter} />
    </Prefetched>
  );
}
