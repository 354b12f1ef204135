import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/transports/trpc/router";

export type Speaker = inferRouterOutputs<AppRouter>["episodes"]["speakers"]["speakers"][number];
