import type { QueueName } from "./types";

/** The kinds of work that this version does, in the order in which an episode meets them. */
export const queueViews = [
  { name: "refresh_queue", title: "Looking for episodes" },
  { name: "transcript_download_queue", title: "Fetching transcripts" },
  { name: "download_queue", title: "Downloading audio" },
  { name: "index_queue", title: "Indexing for search" },
] as const satisfies readonly { name: QueueName; title: string }[];
