import { audioJobOf } from "@/components/audio/audio-job";
import { AudioProgress } from "@/components/audio/audio-progress";
import { TimeUntil } from "@/components/time/moments";
import { Progress } from "@/components/ui/progress";
import { lookupLabelOf, lookupOf } from "./state-view";
import type { Episode } from "./types";

/** Why an episode is where it is, in one line: the work under way, the next attempt, or the reason. */
export function StateNote({ episode }: { episode: Episode }) {
  if (audioJobOf(episode)) return <AudioProgress episode={episode} className="mt-1.5" />;
  if (episode.status === "completed") return null;
  const job = lookupOf(episode);
  if (job?.state === "running" && job.progress > 0)
    return <Progress className="mt-2 max-w-60" label={lookupLabelOf(job)} percent={job.progress} />;
  if (job?.error) {
    return (
      <Line>
        {job.error}; next try <TimeUntil at={job.run_at} />
      </Line>
    );
  }
  if (job) return null;
  if (episode.next_retry_at) {
    return (
      <Line>
        {episode.status_reason && `${episode.status_reason}; `}next look <TimeUntil at={episode.next_retry_at} />
      </Line>
    );
  }
  return episode.status_reason ? <Line>{episode.status_reason}</Line> : null;
}

function Line({ children }: { children: React.ReactNode }) {
  return <p className="wrap-anywhere mt-1 line-clamp-2 text-faint text-xs first-letter:uppercase">{children}</p>;
}
