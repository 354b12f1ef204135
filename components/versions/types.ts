import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/transports/trpc/router";

export type Version = inferRouterOutputs<AppRouter>["episodes"]["transcripts"]["transcripts"][number];
