import { FileQuestionMark } from "lucide-react";
import { DownloadButton } from "@/components/audio/download-button";
import { TimeUntil } from "@/components/time/moments";
import { Progress } from "@/components/ui/progress";
import { LookupResults } from "./lookup-results";
import { lookupLabelOf, lookupOf, stateViews } from "./state-view";
import { TranscriptAction } from "./transcript-action";
import type { Episode } from "./types";

type MissingTranscriptProps = { episode: Episode; isUnreadable: boolean };

/** Why there is nothing to read, and what can be done about it. */
export function MissingTranscript({ episode, isUnreadable }: MissingTranscriptProps) {
  const job = lookupOf(episode);
  return (
    <section
      aria-labelledby="missing"
      className="mt-8 flex flex-col items-center rounded-2xl border border-line border-dashed px-6 py-12 text-center"
    >
      <FileQuestionMark aria-hidden className="size-8 text-faint" />
      <h2 id="missing" className="mt-4 font-semibold text-lg tracking-tight">
        {isUnreadable ? "The transcript cannot be read" : job ? `${lookupLabelOf(job)} …` : "No transcript yet"}
      </h2>
      <div role="status" className="mt-1.5 max-w-md space-y-1 text-muted">
        {isUnreadable ? (
          <p>Its file is missing or damaged. The server's log says more.</p>
        ) : (
          <Explanation episode={episode} />
        )}
      </div>
      {job?.state === "running" && (
        <Progress className="mt-5 w-full max-w-60" label={lookupLabelOf(job)} percent={job.progress} />
      )}
      {!isUnreadable && episode.lookup_results.length > 0 && <LookupResults results={episode.lookup_results} />}
      {!isUnreadable && (
        <div className="mt-6 flex flex-wrap justify-center gap-2 empty:hidden">
          <TranscriptAction episode={episode} look="primary" isReader />
          <DownloadButton episode={episode} />
        </div>
      )}
    </section>
  );
}

function Explanation({ episode }: { episode: Episode }) {
  const job = lookupOf(episode);
  if (job && !job.error) return <p>It appears here as soon as it is found.</p>;
  // What each provider said is shown below, if it is known, and beside the player why there is no audio. What was found then
  // has been deleted since.
  const { lookup_results: results, audio_error: audioError, status_reason: statusReason } = episode;
  const wasFound = results.some(({ outcome }) => outcome === "found");
  const isToldBelow = results.length > 0 && !wasFound;
  const isShown = isToldBelow || (audioError !== null && statusReason?.includes(audioError));
  const reason = job?.error ?? (isShown ? null : statusReason);
  const next = job?.run_at ?? episode.next_retry_at;
  return (
    <>
      {!(wasFound && reason) && <p>{stateViews[episode.status].meaning}</p>}
      {reason && <p className="wrap-anywhere text-faint text-sm first-letter:uppercase">{reason}.</p>}
      {next && (
        <p className="text-faint text-sm">
          The next look is <TimeUntil at={next} />.
        </p>
      )}
    </>
  );
}
