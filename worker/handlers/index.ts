import type { App } from "@/server/app";
import { downloadAudio } from "@/server/audio/download-audio";
import { fetchChapters } from "@/server/feeds/fetch-chapters";
import { refreshFeed } from "@/server/feeds/refresh-feed";
import type { BullQueues } from "@/server/jobs/bull";
import type { JobPayload, WorkerJobType } from "@/server/jobs/catalog";
import type { JobOutcome } from "@/server/jobs/jobs.schema";
import { syncVault } from "@/server/publishing/vault/sync-vault";
import { indexTranscript } from "@/server/search/index-transcript";
import { fetchTranscript } from "@/server/transcripts/fetch-transcript";
import { withdrawTranscripts } from "@/server/transcripts/withdraw-transcripts";

export type Run = {
  signal: AbortSignal;
  progress: (percent: number, note: string) => Promise<void>;
  /** Counted from 1. */
  attempt: number;
  maxAttempts: number;
};

type Handlers = {
  [Type in WorkerJobType]: (app: App<BullQueues>, payload: JobPayload<Type>, run: Run) => Promise<JobOutcome>;
};

/** What is done for each type of job. A handler calls a verb and nothing more. */
export const handlers: Handlers = {
  refreshFeed,
  fetchTranscript,
  fetchChapters,
  downloadAudio,
  withdrawTranscripts,
  exportVault: syncVault,
  indexTranscript,
};
