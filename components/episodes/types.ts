import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/transports/trpc/router";

type Outputs = inferRouterOutputs<AppRouter>;

export type Episode = Outputs["episodes"]["get"];
export type EpisodeState = Episode["status"];
export type Person = Episode["persons"][number];
export type Chapter = Outputs["episodes"]["chapters"]["chapters"][number];
