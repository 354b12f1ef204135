"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";

type PocketcastsCandidatesProps = { feedId: number; isPending: boolean; onChoose: (uuid: string) => void };

/** The shows that this podcast may be, where nobody could tell for sure; nothing where the search finds none. */
export function PocketcastsCandidates({ feedId, isPending, onChoose }: PocketcastsCandidatesProps) {
  const trpc = useTRPC();
  const shows = useQuery(trpc.feeds.pocketcastsCandidates.queryOptions({ id: feedId })).data?.shows ?? [];
  if (shows.length === 0) return null;
  return (
    <ul aria-label="What the search finds" className="mb-5 divide-y divide-line rounded-xl border border-line text-sm">
      {shows.map(({ uuid, title, author, score }) => (
        <li key={uuid} className="flex items-center gap-3 px-3 py-2">
          <div dir="auto" className="min-w-0 flex-1">
            <a
              href={`https://pca.st/podcast/${uuid}`}
              target="_blank"
              rel="noreferrer"
              className="wrap-anywhere rounded text-accent hover:underline"
            >
              {title}
            </a>
            <p className="wrap-anywhere text-faint text-xs">
              {author && `${author}, `}
              {score} %
            </p>
          </div>
          <Button size="small" disabled={isPending} aria-label={`This is it: ${title}`} onClick={() => onChoose(uuid)}>
            This is it
          </Button>
        </li>
      ))}
    </ul>
  );
}
