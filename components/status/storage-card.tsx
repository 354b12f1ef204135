import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { countOf } from "@/components/ui/count-of";
import { Progress } from "@/components/ui/progress";
import { formatBytes } from "@/server/platform/format-bytes";
import type { Status } from "./types";

type Storage = Status["storage"];

const SHOWN = 8;

/** What the library takes of the disk, which podcasts take the most, and how much more may come. */
export function StorageCard({ storage }: { storage: Storage }) {
  const feeds = storage.feeds.slice(0, SHOWN);
  const largest = Math.max(1, ...feeds.map((feed) => feed.audio_bytes + feed.transcript_bytes));
  return (
    <section aria-labelledby="storage" className="mt-10">
      <h2 id="storage" className="mb-4 font-semibold text-lg tracking-tight">
        Storage
      </h2>
      <div className="rounded-2xl border border-line bg-surface px-5 py-4">
        <dl className="flex flex-wrap gap-x-10 gap-y-3">
          <Amount label={`Audio, ${countOf(storage.audio_files, "file")}`} bytes={storage.audio_bytes} />
          <Amount
            label={`Transcripts, ${countOf(storage.transcript_files, "file")}`}
            bytes={storage.transcript_bytes}
          />
          <Amount
            label={
              <Link href="/trash" className="rounded hover:text-accent">
                Trash, {countOf(storage.trash_feeds, "podcast")}
              </Link>
            }
            bytes={storage.trash_bytes}
          />
        </dl>
        {storage.audio_quota_bytes !== null && (
          <Progress
            className="mt-4"
            label="Share of the quota for audio that is used"
            percent={(100 * storage.audio_bytes) / storage.audio_quota_bytes}
          />
        )}
        <Limits storage={storage} />
        {feeds.length > 0 && (
          <ul className="mt-4 space-y-2.5 border-line border-t pt-4">
            {feeds.map((feed) => (
              <FeedBar key={feed.feed_id} feed={feed} largest={largest} />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function Amount({ label, bytes }: { label: React.ReactNode; bytes: number }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="font-semibold text-lg tabular-nums tracking-tight">{formatBytes(bytes)}</dd>
    </div>
  );
}

function Limits({ storage }: { storage: Storage }) {
  const { audio_quota_bytes: quota, free_bytes: free, min_free_bytes: minFree } = storage;
  const isFull = free !== null && free < minFree;
  return (
    <p className={cn("mt-3 text-sm", isFull ? "text-danger" : "text-faint")}>
      {quota !== null && `${formatBytes(quota)} of audio are allowed. `}
      {free !== null && `${formatBytes(free)} of the disk are free; `}
      {isFull ? "no audio is downloaded below " : "downloads leave at least "}
      {formatBytes(minFree)}.
    </p>
  );
}

function FeedBar({ feed, largest }: { feed: Storage["feeds"][number]; largest: number }) {
  const bytes = feed.audio_bytes + feed.transcript_bytes;
  return (
    <li>
      <div className="flex items-baseline justify-between gap-4 text-sm">
        <Link href={`/feeds/${feed.feed_id}`} dir="auto" className="min-w-0 truncate rounded hover:text-accent">
          {feed.feed_title}
        </Link>
        <span className="shrink-0 text-faint text-xs tabular-nums">{formatBytes(bytes)}</span>
      </div>
      <div aria-hidden className="mt-1 h-1 rounded-full bg-subtle">
        <div
          className="h-full rounded-full bg-accent/60"
          style={{ width: `${Math.max(1, (100 * bytes) / largest)}%` }}
        />
      </div>
    </li>
  );
}
