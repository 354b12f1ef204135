import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/transports/trpc/router";

export type FeedChanges = Omit<inferRouterInputs<AppRouter>["feeds"]["update"], "id">;
export type LibrarySettings = inferRouterOutputs<AppRouter>["settings"]["list"]["settings"];
