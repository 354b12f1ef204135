import { RecentEpisodes } from "@/components/episodes/recent-episodes";
import { recentInputOf, recentKey } from "@/components/episodes/recent-query";
import { caller, getQueryClient, Prefetched, trpc } from "@/components/trpc/prefetch";

export default async function LibraryPage({ searchParams }: PageProps<"/">) {
  const onlyReadable = (await searchParams)["show"] === "transcripts";
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.fetchInfiniteQuery({
      queryKey: recentKey(trpc.episodes.recent.pathKey(), onlyReadable),
      queryFn: () => caller.episodes.recent(recentInputOf(0, onlyReadable)),
      initialPageParam: 0,
    }),
    queryClient.fetchQuery(trpc.feeds.list.queryOptions()),
  ]);
  return (
    <Prefetched>
      <RecentEpisodes onlyReadable={onlyReadable} />
    </Prefetched>
  );
}
