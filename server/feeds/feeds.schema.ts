import { z } from "zod";
import { EpisodeState } from "@/server/episodes/episode-state";
import { typedText } from "@/server/platform/typed-text";

/** Which show at Pocket Casts this podcast is. */
export const PocketcastsMatch = z
  .object({
    uuid: z.string().nullable().describe("null: there is none"),
    title: z.string().nullable(),
    author: z.string().nullable(),
    score: z.number().nullable().describe("How sure it is, in percent; null when a person has said so"),
    is_by_hand: z.boolean(),
    reason: z.string().nullable().describe("Why this one, or why none"),
    failure: z.string().nullable().describe("Why Pocket Casts could not be asked the last time"),
    searched_at: z.coerce.date().nullable(),
    listed_at: z.coerce.date().nullable().describe("When its list of episodes was read"),
    episode_count: z.number().describe("Episodes of this podcast that Pocket Casts lists"),
    transcript_count: z.number().describe("Those of them for which it names a transcript"),
  })
  .meta({ id: "PocketcastsMatch" });
export type PocketcastsMatch = z.infer<typeof PocketcastsMatch>;

export const Feed = z
  .object({
    id: z.number(),
    url: z.string(),
    title: z.string().describe("As the publisher has it"),
    custom_title: z.string().nullable(),
    display_title: z.string().describe("The custom title if there is one"),
    description: z.string().nullable(),
    author: z.string().nullable(),
    link: z.string().nullable(),
    image_url: z.string().nullable(),
    language: z.string().nullable(),
    categories: z.array(z.string()),
    itunes_id: z.string().nullable(),
    pocketcasts: PocketcastsMatch.nullable().describe("null: nobody has searched yet"),
    last_polled: z.date().nullable(),
    next_poll: z.date(),
    is_paused: z.boolean(),
    last_error: z.string().nullable().describe("Why the last refresh did not succeed"),
    episode_count: z.number(),
    transcript_count: z.number(),
    status_counts: z.partialRecord(EpisodeState, z.number()),
    refresh_job: z
      .object({
        id: z.number(),
        state: z.enum(["queued", "running"]),
        progress: z.number(),
        note: z.string().nullable(),
      })
      .nullable()
      .describe("The refresh that is queued or running"),
    created_at: z.date(),
    updated_at: z.date(),
  })
  .meta({ id: "Feed" });
export type Feed = z.infer<typeof Feed>;

export const FeedId = z.object({ id: z.coerce.number().int().positive().max(2147483647) });

export const AddFeed = z.object({
  url: typedText
    .pipe(z.string().min(1, "Enter the address of a podcast").max(2000))
    .describe("RSS or Atom URL, web page, or Apple Podcasts URL"),
});
export type AddFeed = z.infer<typeof AddFeed>;

export const UpdateFeed = FeedId.extend({
  custom_title: typedText
    .pipe(z.string().max(300))
    .nullish()
    .transform((title) => title || null)
    .describe("Empty or null clears it"),
});

export const FeedList = z.object({ feeds: z.array(Feed) });

export const RefreshAnswer = z
  .object({ message: z.string(), job_id: z.number().nullable() })
  .meta({ id: "RefreshAnswer" });
