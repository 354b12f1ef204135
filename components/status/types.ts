import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/transports/trpc/router";

type Outputs = inferRouterOutputs<AppRouter>;

export type Status = Outputs["status"]["get"];
export type QueueStatus = Outputs["queue"]["status"];
export type QueueName = Exclude<keyof QueueStatus, "running">;
export type Queue = QueueStatus[QueueName];
export type QueuedJob = Queue["running_jobs"][number];
