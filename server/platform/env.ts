import path from "node:path";
import { z } from "zod";

const trimmed = z.string().trim();
const optionalUrl = (protocols: RegExp) => trimmed.pipe(z.url({ protocol: protocols })).optional();
const origin = (fallback: string) =>
  trimmed
    .pipe(z.url({ protocol: /^https?$/ }))
    .default(fallback)
    .transform((url) => url.replace(/\/+$/, ""));

/** Every environment variable that cast2md reads. `.env.example` is tested against it. */
export const envSchema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),

  PORT: z.coerce.number().int().min(0).max(65535).default(8000),
  HOST: trimmed.min(1).default("127.0.0.1"),
  BASE_URL: optionalUrl(/^https?$/),

  DATA_DIR: trimmed.min(1).default("./data"),
  STORAGE_PATH: trimmed.min(1).optional(),
  VAULT_PATH: trimmed.min(1).optional(),
  SECRET_KEY: trimmed.min(16, "a key of at least 16 characters").optional(),

  DATABASE_URL: optionalUrl(/^postgres(ql)?$/),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(5),
  REDIS_URL: trimmed.min(1).optional(),

  OUTBOUND_ALLOW: trimmed.default("").transform((list) => list.split(/[\s,]+/).filter(Boolean)),
  ITUNES_API_URL: origin("https://itunes.apple.com"),
  POCKETCASTS_API_URL: origin("https://podcast-api.pocketcasts.com"),

  ITUNES_COUNTRY: trimmed
    .toLowerCase()
    .regex(/^[a-z]{2}$/)
    .optional(),
  TRANSCRIPT_RETRY_DAYS: z.coerce.number().int().min(1).max(365).optional(),
  POCKETCASTS_ENABLED: z.stringbool().optional(),
  FEED_POLL_MINUTES: z.coerce.number().int().min(5).max(10080).optional(),
  FEED_POLL_MAX_MINUTES: z.coerce.number().int().min(5).max(43200).optional(),
  TRANSCRIPT_POLICY: z.enum(["external_only", "external_then_transcribe", "always_transcribe"]).optional(),
  AUTO_DOWNLOAD: z.stringbool().optional(),
  KEEP_AUDIO: z.stringbool().optional(),
  VAULT_ENABLED: z.stringbool().optional(),
  WHISPER_MODEL: trimmed.min(1).max(200).optional(),
  STORAGE_MIN_FREE_GB: z.coerce.number().int().min(0).max(1_000_000).optional(),
  AUDIO_QUOTA_GB: z.coerce.number().int().min(0).max(1_000_000).optional(),
  TRASH_DAYS: z.coerce.number().int().min(1).max(3650).optional(),

  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Env = z.infer<typeof envSchema> & { STORAGE_PATH: string; VAULT_PATH: string };

/**
 * Reads the environment once. An empty value counts as not set, so that `NAME=` in a compose file changes nothing.
 * @throws Error that names every variable that is wrong, one per line.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const result = envSchema.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The configuration is not usable:\n${problems.join("\n")}`);
  }
  const env = result.data;
  const dataDir = absolute(env.DATA_DIR);
  return {
    ...env,
    DATA_DIR: dataDir,
    STORAGE_PATH: absolute(env.STORAGE_PATH ?? `${dataDir}/podcasts`),
    VAULT_PATH: absolute(env.VAULT_PATH ?? `${dataDir}/vault`),
  };
}

/** The bundler must not take a folder that is named at run time for part of the program. */
const absolute = (folder: string) => path.resolve(/* turbopackIgnore: true */ folder);

let parsed: Env | undefined;

/** The environment of this process. The only place that reads `process.env`. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
