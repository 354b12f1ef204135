import { z } from "zod";
import type { Env } from "@/server/platform/env";

type SettingRow = {
  schema: z.ZodType;
  default: unknown;
  /** The environment variable that gives the value where none is stored. */
  env: keyof Env;
  group: "feeds" | "transcripts" | "audio" | "publishing" | "storage";
  label: string;
  description: string;
};

const days = z.coerce.number().int().min(1).max(365);
const country = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z]{2}$/, "must be two letters, as in us or de");
const minutes = z.coerce.number().int().min(5).max(10_080);
const gigabytes = z.coerce.number().int().min(0).max(1_000_000);
const restMinutes = z.coerce.number().int().min(5).max(43_200);

/** What is done for a transcript of an episode. */
export const TranscriptPolicy = z.enum(["external_only", "external_then_transcribe", "always_transcribe"]);
export type TranscriptPolicy = z.infer<typeof TranscriptPolicy>;

/** What an operator may change while it runs. Form, validation, REST and docs follow from the row. */
export const settingsCatalog = {
  transcript_retry_days: {
    schema: days,
    default: 14,
    env: "TRANSCRIPT_RETRY_DAYS",
    group: "transcripts",
    label: "Days to wait for a publisher's transcript",
    description:
      "So long after publication a missing transcript is looked for again each day; then the episode needs audio.",
  },
  itunes_country: {
    schema: country,
    default: "us",
    env: "ITUNES_COUNTRY",
    group: "feeds",
    label: "Apple Podcasts store to search in",
    description: "A country as two letters. It decides which podcasts are found by name, and in which order.",
  },
  pocketcasts_enabled: {
    schema: z.boolean(),
    default: true,
    env: "POCKETCASTS_ENABLED",
    group: "transcripts",
    label: "Ask Pocket Casts for transcripts",
    description:
      "Where the publisher names no transcript. Pocket Casts learns the titles of the podcasts in this library by it.",
  },
  feed_poll_minutes: {
    schema: minutes,
    default: 60,
    env: "FEED_POLL_MINUTES",
    group: "feeds",
    label: "Minutes between two looks when an episode is expected",
    description: "Each feed is asked with its ETag, so an unchanged feed costs next to nothing.",
  },
  feed_poll_max_minutes: {
    schema: restMinutes,
    default: 720,
    env: "FEED_POLL_MAX_MINUTES",
    group: "feeds",
    label: "Minutes between two looks at a feed that rests",
    description: "In between, the rhythm in which the podcast is published decides.",
  },
  transcript_policy: {
    schema: TranscriptPolicy,
    default: "external_only",
    env: "TRANSCRIPT_POLICY",
    group: "transcripts",
    label: "Where transcripts come from",
    description:
      "Only what others have made; or, where nobody has made one, our own from the audio; or always our own. Each podcast may have its own answer.",
  },
  whisper_model: {
    schema: z.string().trim().min(1, "Enter the name of a model").max(200),
    default: "base",
    env: "WHISPER_MODEL",
    group: "transcripts",
    label: "Speech model",
    description: "What audio is transcribed with. Each podcast may have its own.",
  },
  auto_download: {
    schema: z.boolean(),
    default: false,
    env: "AUTO_DOWNLOAD",
    group: "audio",
    label: "Download the audio of every new episode",
    description: "Each podcast may have its own answer.",
  },
  keep_audio: {
    schema: z.boolean(),
    default: true,
    env: "KEEP_AUDIO",
    group: "audio",
    label: "Keep audio once there is a transcript",
    description: "Audio that was deleted can be downloaded again. Each podcast may have its own answer.",
  },
  vault_enabled: {
    schema: z.boolean(),
    default: false,
    env: "VAULT_ENABLED",
    group: "publishing",
    label: "Keep a folder of Markdown files in step with the library",
    description:
      "One file for each episode that has a transcript, in a folder for each podcast. VAULT_PATH says where.",
  },
  storage_min_free_gb: {
    schema: gigabytes,
    default: 2,
    env: "STORAGE_MIN_FREE_GB",
    group: "storage",
    label: "Gigabytes of the disk to leave free",
    description: "No audio is downloaded that would leave less than this.",
  },
  audio_quota_gb: {
    schema: gigabytes,
    default: 0,
    env: "AUDIO_QUOTA_GB",
    group: "storage",
    label: "Gigabytes of audio to keep at most",
    description: "No audio is downloaded beyond this. 0 means as much as the disk holds.",
  },
  trash_days: {
    schema: z.coerce.number().int().min(1).max(3650),
    default: 30,
    env: "TRASH_DAYS",
    group: "storage",
    label: "Days that deleted podcasts stay in the trash",
    description: "So long they can be restored; then they are deleted for ever.",
  },
} as const satisfies Record<string, SettingRow>;

export type SettingKey = keyof typeof settingsCatalog;
export type SettingValue<Key extends SettingKey> = z.infer<(typeof settingsCatalog)[Key]["schema"]>;
