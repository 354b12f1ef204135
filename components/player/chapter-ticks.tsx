"use client";

import type { Chapter } from "@/components/episodes/types";
import { formatClock } from "@/components/time/format-duration";
import { usePlayback, usePlayer } from "./player-context";

/** Where chapters begin on the seek bar. For the pointer: by keyboard and touch, the list of chapters does the same. */
export function ChapterTicks({ chapters }: { chapters: readonly Chapter[] }) {
  const player = usePlayer();
  const duration = usePlayback((playback) => Math.floor(playback.duration));
  const position = usePlayback((playback) => Math.floor(playback.seconds));
  return chapters.map(({ start_ms: start, title }) => {
    const seconds = start / 1000;
    // Below the thumb there is nothing to see.
    const isHidden = 100 * Math.abs(seconds - position) < duration;
    if (seconds < 1 || seconds >= duration || isHidden) return null;
    return (
      <button
        key={start}
        type="button"
        aria-hidden
        tabIndex={-1}
        title={`${formatClock(seconds)} ${title}`}
        // The focus stays where it is: here nobody would see it.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => player.seek(seconds)}
        style={{ "--at": seconds / duration } as React.CSSProperties}
        className="chapter-tick"
      />
    );
  });
}
