import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EpisodeView } from "@/components/episodes/episode-view";
import { readableInputOf } from "@/components/episodes/readable-input";
import { getQueryClient, orNotFound, Prefetched, trpc } from "@/components/trpc/prefetch";

type EpisodePageProps = PageProps<"/episodes/[id]">;

const getEpisode = (id: number) => orNotFound(getQueryClient().fetchQuery(trpc.episodes.get.queryOptions({ id })));

export async function generateMetadata({ params }: EpisodePageProps): Promise<Metadata> {
  const { title, feed_title: feed } = await getEpisode(Number((await params).id));
  return { title: `${title} – ${feed}` };
}

export default async function EpisodePage({ params, searchParams }: EpisodePageProps) {
  const id = Number((await params).id);
  const { t, q, version } = await searchParams;
  const versionId = readId(version);
  await getEpisode(id);
  const queryClient = getQueryClient();
  const readable = trpc.episodes.readable.queryOptions(readableInputOf(id, versionId));
  await Promise.all([
    queryClient.prefetchQuery(readable),
    queryClient.prefetchQuery(trpc.episodes.chapters.queryOptions({ id })),
    queryClient.prefetchQuery(trpc.episodes.transcripts.queryOptions({ id })),
    queryClient.prefetchQuery(trpc.episodes.speakers.queryOptions({ id })),
  ]);
  if (versionId !== null && queryClient.getQueryData(readable.queryKey) === null) notFound();
  return (
    <Prefetched>
      <EpisodeView
        key={id}
        id={id}
        versionId={versionId}
        startSeconds={secondsOf(t)}
        query={typeof q === "string" ? q.slice(0, 200) : ""}
      />
    </Prefetched>
  );
}

function secondsOf(text: string | string[] | undefined): number | null {
  const seconds = typeof text === "string" && text !== "" ? Number(text) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

/** Null when none is asked for; what cannot be one is the page of nothing. */
function readId(text: string | string[] | undefined): number | null {
  if (text === undefined) return null;
  const id = Number(text);
  return Number.isInteger(id) && id > 0 && id <= 2147483647 ? id : notFound();
}
