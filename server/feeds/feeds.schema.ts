import { z } from "zod";
import { EpisodeState } from "@/server/episodes/episode-state";
import { languageTag } from "@/server/platform/language-tag";
import { typedText } from "@/server/platform/typed-text";
import { TranscriptPolicy } from "@/server/settings/catalog";

export const FeedPriority = z.enum(["low", "normal", "high"]);
export type FeedPriority = z.infer<typeof FeedPriority>;

/** What holds for one podcast. Null: as the settings of the whole library say. */
export const FeedSettings = z
  .object({
    language: z.string().nullable().describe("In place of what the feed says"),
    transcript_policy: TranscriptPolicy.nullable(),
    auto_download: z.boolean().nullable().describe("Download the audio of every new episode"),
    keep_audio: z.boolean().nullable().describe("Keep audio once there is a transcript"),
    model: z.string().nullable().describe("The speech model"),
    priority: FeedPriority.describe("How soon the transcripts of its new episodes are looked for"),
  })
  .meta({ id: "FeedSettings" });

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
    podcast_guid: z.string().nullable(),
    itunes_id: z.string().nullable(),
    pocketcasts: PocketcastsMatch.nullable().describe("null: nobody has searched yet"),
    last_polled: z.date().nullable(),
    next_poll: z.date(),
    poll_interval_seconds: z.number().describe("Learned from how often it is published"),
    is_paused: z.boolean().describe("It is not looked at by itself"),
    has_credentials: z.boolean().describe("A password or token is stored for it"),
    is_locked: z.boolean().describe("podcast:locked: the publisher does not want it moved to another host"),
    is_complete: z.boolean().describe("itunes:complete: no more episodes will come"),
    settings: FeedSettings,
    failure_count: z.number().describe("Refreshes in a row that did not succeed"),
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

const HeaderText = z
  .string()
  .min(1)
  .max(1000)
  .regex(/^\P{Cc}*$/u, "control characters are not allowed");

/** What opens a private feed: a name and a password, or a token. Never shown again. */
export const Credentials = z.union([
  z.object({ username: HeaderText, password: z.string().max(1000) }),
  z.object({ token: HeaderText.describe("Sent as a Bearer token") }),
]);
export type Credentials = z.infer<typeof Credentials>;

export const AddFeed = z.object({
  url: typedText
    .pipe(z.string().min(1, "Enter the address of a podcast").max(2000))
    .describe("RSS or Atom URL, web page, or Apple Podcasts URL; user:password@ and tokens in it are stored encrypted"),
  credentials: Credentials.optional().describe("For a private feed"),
  itunes_id: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .describe("Its ID at Apple, where a search has told it"),
});
export type AddFeed = z.infer<typeof AddFeed>;

const emptyIsNull = (maxLength: number) =>
  typedText
    .pipe(z.string().max(maxLength))
    .nullable()
    .transform((text) => text || null);

/** What is left out stays as it is; null goes back to what the settings of the library say. */
export const UpdateFeed = FeedId.extend({
  custom_title: emptyIsNull(300).optional().describe("Empty or null clears it"),
  url: AddFeed.shape.url.optional().describe("Another address of the same podcast"),
  credentials: Credentials.nullish().describe(
    "For a private feed; null takes away all that opens it, a token of its address too",
  ),
  is_paused: z.boolean().optional(),
  language: emptyIsNull(35)
    .refine((tag) => tag === null || languageTag(tag) !== null, "Enter a language such as de or en-US")
    .optional(),
  transcript_policy: TranscriptPolicy.nullish(),
  auto_download: z.boolean().nullish(),
  keep_audio: z.boolean().nullish(),
  model: emptyIsNull(200).optional(),
  priority: FeedPriority.optional(),
});
export type UpdateFeed = z.output<typeof UpdateFeed>;

export const FeedList = z.object({ feeds: z.array(Feed) });

export const RefreshAnswer = z
  .object({ message: z.string(), job_id: z.number().nullable() })
  .meta({ id: "RefreshAnswer" });
