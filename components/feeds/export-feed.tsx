"use client";

import { Download } from "lucide-react";
import { exportFormats } from "@/components/transcript/export-formats";
import { countOf } from "@/components/ui/count-of";
import { Dialog } from "@/components/ui/dialog";
import type { Feed } from "./types";

/** All transcripts of a podcast as one file, in a format of choice. */
export function ExportFeed({ feed, onClose }: { feed: Feed; onClose: () => void }) {
  return (
    <Dialog
      onClose={onClose}
      title="Download transcripts"
      description={
        <span className="wrap-anywhere">
          One ZIP file with {countOf(feed.transcript_count, "transcript")} of{" "}
          <bdi className="text-ink">{feed.display_title}</bdi>
        </span>
      }
    >
      <ul className="-mx-2.5">
        {exportFormats.map(({ format, label }) => (
          <li key={format}>
            <a
              href={`/api/feeds/${feed.id}/export?format=${format}`}
              download
              onClick={onClose}
              className="flex min-h-11 items-center gap-3 rounded-lg px-2.5 py-2 hover:bg-subtle"
            >
              <Download aria-hidden className="size-4 text-faint" />
              {label}
              <span className="ml-auto text-faint text-sm">.{format}</span>
            </a>
          </li>
        ))}
      </ul>
      <p className="mt-4 text-faint text-sm">
        Subtitles need times. Transcripts that have none are named in a list in the ZIP file instead.
      </p>
    </Dialog>
  );
}
