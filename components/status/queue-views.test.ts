import { expect, it } from "vitest";
import { shownQueues } from "./queue-views";
import type { Queue, QueueName, QueueStatus } from "./types";

const idle: Queue = {
  queued: 0,
  waiting: 0,
  running: 0,
  completed: 0,
  failed: 0,
  running_jobs: [],
  queued_jobs: [],
};
const names: QueueName[] = [
  "refresh_queue",
  "transcript_download_queue",
  "chapters_queue",
  "withdrawal_queue",
  "vault_queue",
  "index_queue",
  "download_queue",
  "transcribe_queue",
  "embed_queue",
];
const queues = (part: Partial<QueueStatus> = {}): QueueStatus => ({
  running: true,
  ...(Object.fromEntries(names.map((name) => [name, idle])) as Record<QueueName, Queue>),
  ...part,
});
const namesOf = (status: QueueStatus) => shownQueues(status).map(({ name }) => name);

it("shows what every library does, and nothing that never happened", () => {
  expect(namesOf(queues())).toEqual(["refresh_queue", "transcript_download_queue", "index_queue"]);
});

it.each(["queued", "waiting", "running", "completed", "failed"] as const)("shows seldom work that is %s", (state) => {
  expect(namesOf(queues({ vault_queue: { ...idle, [state]: 1 } }))).toEqual([
    "refresh_queue",
    "transcript_download_queue",
    "index_queue",
    "vault_queue",
  ]);
});
