"use client";

import type { Chapter } from "@/components/episodes/types";
import { formatClock } from "@/components/time/format-duration";
import { ChapterTicks } from "./chapter-ticks";
import { usePlayback, usePlayer } from "./player-context";

export function SeekBar({ chapters }: { chapters: readonly Chapter[] }) {
  const player = usePlayer();
  const seconds = usePlayback((playback) => Math.floor(playback.seconds));
  const duration = usePlayback((playback) => Math.floor(playback.duration));
  const share = duration > 0 ? Math.min(100, (100 * seconds) / duration) : 0;
  return (
    <div className="relative">
      <input
        type="range"
        aria-label="Position"
        aria-valuetext={`${formatClock(seconds)} of ${formatClock(duration)}`}
        min={0}
        max={Math.max(1, duration)}
        step={1}
        value={Math.min(seconds, duration)}
        disabled={duration === 0}
        onChange={(event) => player.seek(Number(event.target.value))}
        style={{ "--share": `${share}%` } as React.CSSProperties}
        className="seek-bar"
      />
      <ChapterTicks chapters={chapters} />
    </div>
  );
}
