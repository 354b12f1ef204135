import { CircleAlert } from "lucide-react";
import { TimeUntil } from "@/components/time/moments";
import { Progress } from "@/components/ui/progress";
import type { Feed } from "./types";

/** The refresh that is under way, or why the last one failed. */
export function RefreshNotice({ feed }: { feed: Feed }) {
  const { refresh_job: job, last_error: problem } = feed;
  if (job) {
    return (
      <div role="status" className="mt-6 rounded-xl border border-line bg-surface px-4 py-3">
        <p className="flex justify-between gap-4 text-sm">
          <span className="font-medium">{job.state === "running" ? "Looking for episodes" : "Refresh queued"}</span>
          <span className="truncate text-muted tabular-nums">{job.note}</span>
        </p>
        <Progress className="mt-2.5" label="Refresh" percent={job.progress} />
      </div>
    );
  }
  if (!problem) return null;
  return (
    <div role="status" className="mt-6 flex gap-3 rounded-xl bg-danger-soft px-4 py-3 text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-danger" />
      <div className="min-w-0">
        <p className="font-medium text-danger">The last refresh failed</p>
        <p className="wrap-anywhere mt-0.5 text-muted first-letter:uppercase">{problem}</p>
        {!feed.is_paused && (
          <p className="mt-0.5 text-muted">
            The next one is due <TimeUntil at={feed.next_poll} />.
          </p>
        )}
      </div>
    </div>
  );
}
