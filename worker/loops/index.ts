import type { App } from "@/server/app";
import { returnLostDownloads } from "@/server/audio/audio.service";
import { sweepAudio } from "@/server/audio/sweep-audio";
import { pollDueFeeds } from "@/server/feeds/feeds.service";
import { retryDueChapters } from "@/server/feeds/fetch-chapters";
import { tidyTrash } from "@/server/feeds/trash/tidy-trash";
import { purgeOldTrash } from "@/server/feeds/trash/trash";
import type { BullQueues } from "@/server/jobs/bull";
import { purgeHistory, reconcile } from "@/server/jobs/reconcile";
import { createVaultWatch } from "@/server/publishing/vault/vault.service";
import { surveyFeeds } from "@/server/transcripts/survey-feeds";
import { retryDueLookups } from "@/server/transcripts/transcripts.service";
import { runLoop } from "./run-loop";

const seconds = 1000;

/** Everything that happens by itself. Each loop is safe to run in several workers at once. */
export async function startLoops(app: App<BullQueues>, stopping: AbortSignal): Promise<void> {
  const watchVault = createVaultWatch();
  const loops = [
    { name: "reconcile", periodMs: 1 * seconds, tick: () => reconcile(app) },
    { name: "poll-feeds", periodMs: 5 * seconds, tick: () => pollDueFeeds(app) },
    { name: "retry-transcripts", periodMs: 60 * seconds, tick: () => retryDueLookups(app) },
    { name: "retry-chapters", periodMs: 60 * seconds, tick: () => retryDueChapters(app) },
    { name: "watch-vault", periodMs: 60 * seconds, tick: () => watchVault(app) },
    { name: "return-downloads", periodMs: 15 * seconds, tick: () => returnLostDownloads(app) },
    { name: "sweep-audio", periodMs: 3600 * seconds, tick: () => sweepAudio(app) },
    { name: "tidy-trash", periodMs: 60 * seconds, tick: () => tidyTrash(app) },
    { name: "purge-trash", periodMs: 3600 * seconds, tick: () => purgeOldTrash(app) },
    { name: "survey-feeds", periodMs: 15 * seconds, tick: () => surveyFeeds(app, stopping) },
    { name: "purge-history", periodMs: 3600 * seconds, tick: () => purgeHistory(app) },
  ];
  await Promise.all(loops.map((loop) => runLoop(loop, app.log, stopping)));
}
