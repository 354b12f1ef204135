"use client";

import type { Chapter } from "@/components/episodes/types";
import { formatClock } from "@/components/time/format-duration";
import { usePlayback, usePlayer } from "./player-context";

/** Where chapters begin on the seek bar. For the pointer: by keyboard and touch, the list of chapters does the same. */
export function ChapterTicks({ chapters }: { chapters: readonly Chapter[] }) {
  const player = usePlayer();
  const duration = usePlayback((playback) => Math.floor(playback.duration));
  return chapters.map(({ start_ms: start, title }) => {
    const seconds = start / 1000;
    if (seconds < 1 || seconds >= duration) return null;
    return (
      <button
        key={start}
        type="button"
        aria-hidden
        tabIndex={-1}
        title={`${formatClock(seconds)} ${title}`}
        onClick={() => player.seek(seconds)}
        style={{ "--at": seconds / duration } as React.CSSProperties}
        className="chapter-tick"
      />
    );
  });
}
