import { CloudOff, Podcast, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { countOf } from "@/components/ui/count-of";
import { Skeleton } from "@/components/ui/skeleton";
import type { usePodcastSearch } from "./use-podcast-search";

type SearchNoteProps = { text: string; isAddress: boolean; search: ReturnType<typeof usePodcastSearch> };

/** What there is to say where podcasts are not, or not yet, listed. */
export function SearchNote({ text, isAddress, search }: SearchNoteProps) {
  const { isWanted, podcasts, error, isBehind, retry } = search;
  if (error) {
    return (
      <Note icon={<CloudOff aria-hidden />} title="Apple Podcasts cannot be searched now">
        <p className="wrap-anywhere">{problemOf(error)}</p>
        <Button size="small" className="mt-3" onClick={retry}>
          Try again
        </Button>
      </Note>
    );
  }
  if (!isWanted && isAddress) return null;
  if (!isWanted) {
    return (
      <Note icon={<Podcast aria-hidden />}>
        <p>
          Type a name to search Apple Podcasts, or paste the address of an RSS feed, a website or a podcast at Apple.
        </p>
      </Note>
    );
  }
  if (!podcasts) return <Loading />;
  if (podcasts.length > 0)
    return <p role="status" className="sr-only">{`${countOf(podcasts.length, "podcast")} found`}</p>;
  if (isBehind) return <Loading />;
  return (
    <Note icon={<SearchX aria-hidden />} title={`Nothing found for “${text.trim()}”`}>
      <p>Not every podcast is listed at Apple. If you know the address of its feed or website, paste that.</p>
    </Note>
  );
}

function Note({ icon, title, children }: { icon: ReactNode; title?: string; children: ReactNode }) {
  return (
    <div
      role="status"
      className="flex flex-col items-center px-6 py-8 text-center text-muted text-sm [&>svg]:mb-3 [&>svg]:size-6 [&>svg]:text-faint"
    >
      {icon}
      {title && <p className="wrap-anywhere mb-1 font-medium text-ink">{title}</p>}
      {children}
    </div>
  );
}

function Loading() {
  return (
    <div role="status">
      <span className="sr-only">Searching …</span>
      {["w-2/3", "w-1/2", "w-3/5", "w-2/5"].map((width) => (
        <div key={width} className="flex min-h-14 items-center gap-3 px-2.5 py-2">
          <Skeleton className="size-11 rounded-lg" />
          <div className="flex-1 space-y-2">
            <Skeleton className={`h-3.5 ${width}`} />
            <Skeleton className="h-3 w-1/4" />
          </div>
        </div>
      ))}
    </div>
  );
}
