import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/transports/trpc/router";

export type TrashedPodcast = inferRouterOutputs<AppRouter>["trash"]["list"]["feeds"][number];
