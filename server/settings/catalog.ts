import { z } from "zod";
import type { Env } from "@/server/platform/env";

type SettingRow = {
  schema: z.ZodType;
  default: unknown;
  /** The environment variable that gives the value where none is stored. */
  env: keyof Env;
  group: "feeds" | "transcripts";
  label: string;
  description: string;
};

const days = z.coerce.number().int().min(1).max(365);
const minutes = z.coerce.number().int().min(5).max(10_080);

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
    label: "Minutes between two looks at a feed",
    description: "Each feed is asked with its ETag, so an unchanged feed costs next to nothing.",
  },
} as const satisfies Record<string, SettingRow>;

export type SettingKey = keyof typeof settingsCatalog;
export type SettingValue<Key extends SettingKey> = z.infer<(typeof settingsCatalog)[Key]["schema"]>;
