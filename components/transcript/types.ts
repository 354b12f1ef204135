import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/transports/trpc/router";

export type Transcript = NonNullable<inferRouterOutputs<AppRouter>["episodes"]["readable"]>;
export type Phrase = Transcript["phrases"][number];
