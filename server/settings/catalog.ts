import { z } from "zod";
import type { Env } from "@/server/platform/env";

type SettingRow = {
  schema: z.ZodType;
  default: unknown;
  /** The environment variable that gives the value where none is stored. */
  env: keyof Env;
  group: "feeds" | "transcripts" | "storage";
  label: string;
  description: string;
};

const days = z.coerce.number().int().min(1).max(365);
const minutes = z.coerce.number().int().min(5).max(10_080);
const gigabytes = z.coerce.number().int().min(0).max(1_000_000);

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
  feed_poll_minutes: {
    schema: minutes,
    default: 60,
    env: "FEED_POLL_MINUTES",
    group: "feeds",
    label: "Minutes between two looks at a feed",
    description: "Each feed is asked with its ETag, so an unchanged feed costs next to nothing.",
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
