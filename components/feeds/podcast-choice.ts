import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/transports/trpc/router";

export type FoundPodcast = inferRouterOutputs<AppRouter>["itunes"]["search"]["results"][number];

/** What may be chosen in the list below the field. */
export type PodcastChoice = { kind: "address"; url: string } | { kind: "found"; podcast: FoundPodcast };

export const choiceKey = (choice: PodcastChoice) =>
  choice.kind === "address" ? "address" : `podcast-${choice.podcast.itunes_id}`;
