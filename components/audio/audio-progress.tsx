import type { Episode } from "@/components/episodes/types";
import { TimeAgo, TimeUntil } from "@/components/time/moments";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";
import { audioJobOf } from "./audio-job";

type AudioProgressProps = { episode: Episode; className?: string | undefined };

/** How far the download of the audio is, or why the last one failed; nothing where there is neither. */
export function AudioProgress({ episode, className }: AudioProgressProps) {
  const job = audioJobOf(episode);
  if (!job) return <AudioFailure episode={episode} className={className} />;
  const isRunning = job.state === "running";
  return (
    <div className={cn("text-faint text-xs tabular-nums", className)}>
      {isRunning && job.progress > 0 && (
        <Progress className="mb-1.5 max-w-60" label="Downloading the audio" percent={job.progress} />
      )}
      <p className="wrap-anywhere line-clamp-2 first-letter:uppercase">
        {isRunning && <>Downloading the audio{job.note ? `: ${job.note}` : " …"}</>}
        {!isRunning && !job.error && "The audio download is queued"}
        {!isRunning && job.error && (
          <>
            {job.error}; next try <TimeUntil at={job.run_at} />
          </>
        )}
      </p>
    </div>
  );
}

function AudioFailure({ episode: { audio_error: error, audio_failed_at: at }, className }: AudioProgressProps) {
  if (!error) return null;
  return (
    <p role="status" className={cn("wrap-anywhere line-clamp-3 text-danger text-xs", className)}>
      The audio could not be downloaded: {error}
      {at && (
        <>
          {" "}
          (<TimeAgo at={at} />)
        </>
      )}
    </p>
  );
}
