import { z } from "zod";

export const JobState = z.enum(["queued", "running", "completed", "failed", "cancelled"]);
export type JobState = z.infer<typeof JobState>;

/** A claimed job: what a worker holds while its lease lasts. */
export type Claim = { id: number; type: string; payload: unknown; attempt: number; maxAttempts: number; token: string };

/** A row that is due and waits for a worker. */
export type DueJob = { id: number; type: string; attempt: number; priority: number };

/** How a run ended, as the handler tells it. */
export type JobOutcome =
  | { kind: "done"; note?: string }
  /** Nothing to do: deleted meanwhile, already there. */
  | { kind: "skipped"; because: string }
  /** It was tried, and trying again at once would not help. */
  | { kind: "failed"; because: string }
  /** Not now, and nobody's fault: comes back without having used an attempt. */
  | { kind: "postponed"; until: Date; because: string };

/** A change of a job as a live view sees it. */
export const JobChange = z
  .object({
    id: z.number(),
    type: z.string(),
    state: JobState,
    feedId: z.number().nullable(),
    episodeId: z.number().nullable(),
    progress: z.number().describe("Percent, 0 to 100"),
    note: z.string().nullable(),
    error: z.string().nullable(),
    rev: z.string().describe("Grows with every change over all jobs"),
  })
  .meta({ id: "JobChange" });
export type JobChange = z.infer<typeof JobChange>;
