"use client";

import { formatClock } from "@/components/time/format-duration";
import { usePlayback, usePlayer } from "./player-context";

export function SeekBar() {
  const player = usePlayer();
  const seconds = usePlayback((playback) => Math.floor(playback.seconds));
  const duration = usePlayback((playback) => Math.floor(playback.duration));
  const share = duration > 0 ? Math.min(100, (100 * seconds) / duration) : 0;
  return (
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
  );
}
