import "server-only";

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { notFound } from "next/navigation";
import { cache, type ReactNode } from "react";
import { webApp } from "@/server/app";
import { appRouter, createCaller } from "@/server/transports/trpc/router";
import { makeQueryClient } from "./query-client";

export const getQueryClient = cache(makeQueryClient);

/** The catalog by direct call, for what a page needs itself. */
export const caller = createCaller(() => ({ app: webApp() }));

/** The catalog as query options: what a page fetches with these, the components below find in their cache. */
export const trpc = createTRPCOptionsProxy({
  router: appRouter,
  ctx: () => ({ app: webApp() }),
  queryClient: getQueryClient,
});

/** Hands everything that was fetched so far to the components below. */
export function Prefetched({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>;
}

/** The answer, or the page that says that there is no such thing. */
export async function orNotFound<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST")) notFound();
    throw error;
  }
}
