import type { Episode } from "@/components/episodes/types";
import { TimeUntil } from "@/components/time/moments";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";
import { audioJobOf } from "./audio-job";

/** How far the download of the audio is, or why it failed where that changes nothing else; nothing where there is none. */
export function AudioProgress({ episode, className }: { episode: Episode; className?: string }) {
  const job = audioJobOf(episode);
  if (!job) return <Failure episode={episode} className={className} />;
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

/** Of an episode without a transcript the failure is its state, and shown as that. */
function Failure({
  episode: { status, audio_error: error },
  className,
}: {
  episode: Episode;
  className?: string | undefined;
}) {
  if (status !== "completed" || error === null) return null;
  return (
    <p className={cn("wrap-anywhere text-danger text-xs", className)}>The audio could not be downloaded: {error}.</p>
  );
}
