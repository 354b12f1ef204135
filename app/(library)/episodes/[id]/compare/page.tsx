import type { Metadata } from "next";
import Link from "next/link";
import { chooseSides } from "@/components/compare/choose-sides";
import { CompareView } from "@/components/compare/compare-view";
import { NothingToCompare } from "@/components/compare/nothing-to-compare";
import { PageTitle } from "@/components/shell/page-title";
import { getQueryClient, orNotFound, Prefetched, trpc } from "@/components/trpc/prefetch";

type ComparePageProps = PageProps<"/episodes/[id]/compare">;

const getEpisode = (id: number) => orNotFound(getQueryClient().fetchQuery(trpc.episodes.get.queryOptions({ id })));

export async function generateMetadata({ params }: ComparePageProps): Promise<Metadata> {
  return { title: `Versions of ${(await getEpisode(Number((await params).id))).title}` };
}

export default async function ComparePage({ params, searchParams }: ComparePageProps) {
  const id = Number((await params).id);
  const { left, right } = await searchParams;
  const episode = await getEpisode(id);
  const queryClient = getQueryClient();
  const { transcripts } = await queryClient.fetchQuery(trpc.episodes.transcripts.queryOptions({ id }));
  const sides = chooseSides(transcripts, { left: readId(left), right: readId(right) });
  if (sides) await queryClient.prefetchQuery(trpc.episodes.compareTranscripts.queryOptions({ id, ...sides }));
  return (
    <Prefetched>
      <div data-wide>
        <PageTitle
          title="Compare versions"
          note={
            <Link href={`/episodes/${id}`} dir="auto" className="rounded text-accent hover:underline">
              {episode.title}
            </Link>
          }
        />
        {sides ? (
          <CompareView key={`${sides.left}-${sides.right}`} episodeId={id} sides={sides} />
        ) : (
          <NothingToCompare episodeId={id} count={transcripts.length} />
        )}
      </div>
    </Prefetched>
  );
}

const readId = (text: string | string[] | undefined) => (typeof text === "string" ? Number(text) : null);
