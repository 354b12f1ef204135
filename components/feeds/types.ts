import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/transports/trpc/router";

type Outputs = inferRouterOutputs<AppRouter>;

export type Feed = Outputs["feeds"]["get"];
