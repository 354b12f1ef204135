import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import { isTRPCClientError } from "@trpc/client";

const FRESH_MS = 30_000;
const ATTEMPTS = 2;

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What the server has rendered is not asked for again at once.
        staleTime: FRESH_MS,
        // A page on its way does not wait for a second attempt.
        retry: (failures, error) => typeof window !== "undefined" && failures < ATTEMPTS && !isRefusal(error),
      },
      dehydrate: { shouldDehydrateQuery: defaultShouldDehydrateQuery },
    },
  });
}

/** An answer that will be the same the next time. */
function isRefusal(error: unknown): boolean {
  if (!isTRPCClientError(error)) return false;
  const status: unknown = error.data?.httpStatus;
  return typeof status === "number" && status < 500;
}
