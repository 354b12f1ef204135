import { z } from "zod";
import { EpisodeState } from "@/server/episodes/episode-state";
import { typedText } from "@/server/platform/typed-text";

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
  itunes_id: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .describe("Its ID at Apple, where a search has told it"),
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
