import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/client";
import { readsAs } from "./reads-as";
import { useDebounced } from "./use-debounced";

/** Long enough that a word is asked for, and not its letters. */
const DEBOUNCE_MS = 300;
/** One letter finds nothing that anybody meant. */
const SHORTEST = 2;

/** Searches Apple Podcasts for what is typed, once it stands still. A question that is out of date is aborted. */
export function usePodcastSearch(text: string) {
  const trpc = useTRPC();
  const typed = text.trim();
  const q = useDebounced(typed, DEBOUNCE_MS);
  const isWanted = readsAs(typed).isWords && typed.length >= SHORTEST;
  const isAsked = isWanted && q.length >= SHORTEST && readsAs(q).isWords;
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(
    trpc.itunes.search.queryOptions(
      { q, limit: 15 },
      {
        enabled: isAsked,
        placeholderData: keepPreviousData,
        staleTime: 0, // what is subscribed to may have changed; the server remembers what Apple said
        retry: false,
        trpc: { abortOnUnmount: true },
      },
    ),
  );
  return {
    isWanted,
    podcasts: isWanted ? data?.results : undefined,
    error: isAsked && q === typed ? error : null,
    /** What is listed belongs to other words. */
    isBehind: isWanted && (q !== typed || isPlaceholderData || isFetching),
    retry: () => void refetch(),
  };
}
