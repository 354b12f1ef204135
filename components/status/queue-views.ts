import type { QueueName, QueueStatus } from "./types";

type QueueView = { name: QueueName; title: string; isSeldom?: true };

/** The kinds of work that this version does, in the order in which an episode meets them. */
const queueViews: readonly QueueView[] = [
  { name: "refresh_queue", title: "Looking for episodes" },
  { name: "chapters_queue", title: "Fetching chapters", isSeldom: true },
  { name: "transcript_download_queue", title: "Fetching transcripts" },
  { name: "download_queue", title: "Downloading audio", isSeldom: true },
  { name: "index_queue", title: "Indexing for search" },
  { name: "withdrawal_queue", title: "Withdrawing transcripts", isSeldom: true },
  { name: "vault_queue", title: "Writing the vault", isSeldom: true },
];

/** Those that are worth a place: what not every library has is shown once there was any. */
export function shownQueues(queues: QueueStatus): readonly QueueView[] {
  return queueViews.filter(({ name, isSeldom }) => {
    const { running, queued, waiting, failed, completed } = queues[name];
    return !isSeldom || running + queued + waiting + failed + completed > 0;
  });
}
