import Link from "next/link";
import { TimeUntil } from "@/components/time/moments";
import { Progress } from "@/components/ui/progress";
import type { Queue, QueuedJob } from "./types";

const SHOWN = 8;

/** One kind of work: how much of it there is, what runs, and what is next. */
export function QueueCard({ title, queue }: { title: string; queue: Queue }) {
  const next = queue.queued_jobs.slice(0, SHOWN);
  const rest = queue.queued + queue.waiting - next.length;
  return (
    <section aria-label={title} className="rounded-2xl border border-line bg-surface px-5 py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h3 className="font-medium">{title}</h3>
        <Counts queue={queue} />
      </div>
      {queue.running_jobs.length + next.length > 0 && (
        <ul className="mt-3 divide-y divide-line border-line border-t">
          {queue.running_jobs.map((job) => (
            <Job key={job.job_id} job={job} isRunning />
          ))}
          {next.map((job) => (
            <Job key={job.job_id} job={job} />
          ))}
        </ul>
      )}
      {next.length > 0 && rest > 0 && (
        <p className="mt-2 text-faint text-xs tabular-nums">and {rest.toLocaleString("en-US")} more</p>
      )}
    </section>
  );
}

function Counts({ queue }: { queue: Queue }) {
  const counts = [
    { label: "running", value: queue.running },
    { label: "queued", value: queue.queued },
    { label: "waiting to retry", value: queue.waiting },
    { label: "failed", value: queue.failed },
    { label: "done", value: queue.completed },
  ].filter(({ label, value }) => value > 0 || label === "done");
  return (
    <p className="flex flex-wrap gap-x-4 text-muted text-sm tabular-nums">
      {counts.map(({ label, value }) => (
        <span key={label} className={label === "failed" ? "text-danger" : undefined}>
          {value.toLocaleString("en-US")} {label}
        </span>
      ))}
    </p>
  );
}

function Job({ job, isRunning = false }: { job: QueuedJob; isRunning?: boolean }) {
  const subject = subjectOf(job);
  return (
    <li className="py-2.5">
      <div className="flex items-baseline justify-between gap-4 text-sm">
        {subject.href === null ? (
          <span className="min-w-0 truncate">{subject.title}</span>
        ) : (
          <Link href={subject.href} dir="auto" className="min-w-0 truncate rounded hover:text-accent">
            {subject.title}
          </Link>
        )}
        <span className="shrink-0 text-faint text-xs tabular-nums">
          {isRunning ? (job.note ?? "running") : job.error ? <TimeUntil at={job.run_at} /> : "queued"}
        </span>
      </div>
      {isRunning && job.progress > 0 && <Progress className="mt-2" label={subject.title} percent={job.progress} />}
      {job.error && <p className="wrap-anywhere mt-0.5 text-danger text-xs first-letter:uppercase">{job.error}</p>}
    </li>
  );
}

function subjectOf({ episode_id: episode, episode_title, feed_id: feed, feed_title }: QueuedJob) {
  if (episode !== null) return { href: `/episodes/${episode}`, title: episode_title ?? `Episode ${episode}` };
  if (feed !== null) return { href: `/feeds/${feed}`, title: feed_title ?? `Podcast ${feed}` };
  return { href: null, title: "The whole library" };
}
