import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/transports/trpc/router";

export type Comparison = inferRouterOutputs<AppRouter>["episodes"]["compareTranscripts"];
export type ComparedRow = Comparison["rows"][number];
export type ComparedText = ComparedRow["left"][number];
