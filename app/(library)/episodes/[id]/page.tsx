import type { Metadata } from "next";
import { EpisodeView } from "@/components/episodes/episode-view";
import { getQueryClient, orNotFound, Prefetched, trpc } from "@/components/trpc/prefetch";

type EpisodePageProps = PageProps<"/episodes/[id]">;

const getEpisode = (id: number) => orNotFound(getQueryClient().fetchQuery(trpc.episodes.get.queryOptions({ id })));

export async function generateMetadata({ params }: EpisodePageProps): Promise<Metadata> {
  const { title, feed_title: feed } = await getEpisode(Number((await params).id));
  return { title: `${title} – ${feed}` };
}

export default async function EpisodePage({ params, searchParams }: EpisodePageProps) {
  const id = Number((await params).id);
  const { t, q } = await searchParams;
  await getEpisode(id);
  await getQueryClient().prefetchQuery(trpc.episodes.readable.queryOptions({ id }));
  return (
    <Prefetched>
      <EpisodeView key={id} id={id} startSeconds={secondsOf(t)} query={typeof q === "string" ? q.slice(0, 200) : ""} />
    </Prefetched>
  );
}

function secondsOf(text: string | string[] | undefined): number | null {
  const seconds = typeof text === "string" && text !== "" ? Number(text) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
