import { stateViews } from "@/components/episodes/state-view";
import type { EpisodeState } from "@/components/episodes/types";
import { formatBytes } from "@/server/platform/format-bytes";
import type { Status } from "./types";

export function LibraryNumbers({ status }: { status: Status }) {
  const { total, ...byState } = status.episode_counts;
  const states = (Object.keys(stateViews) as EpisodeState[]).filter((state) => byState[state] > 0);
  return (
    <>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-2xl border border-line bg-line sm:grid-cols-3">
        <Figure label="Podcasts" value={count(status.feed_count)} />
        <Figure label="Episodes" value={count(total)} />
        <Figure label="Transcripts" value={count(status.transcript_count)} />
        <Figure label="Searchable episodes" value={count(status.indexed_episodes)} />
        <Figure label="Searchable phrases" value={count(status.total_segments)} />
        <Figure
          label="Free storage"
          value={status.storage_free_bytes === null ? "unknown" : formatBytes(status.storage_free_bytes)}
        />
      </dl>
      {states.length > 0 && (
        <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm tabular-nums">
          {states.map((state) => (
            <span key={state}>
              {count(byState[state])}{" "}
              {state === "completed" ? "with transcript" : stateViews[state].label.toLowerCase()}
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex flex-col-reverse bg-surface px-5 py-4">
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="font-semibold text-2xl tabular-nums tracking-tight">{value}</dd>
    </div>
  );
}

const count = (value: number) => value.toLocaleString("en-US");
