"use client";

import { Button } from "@/components/ui/button";
import { usePlayback, usePlayer } from "./player-context";

const RATES: readonly number[] = [1, 1.25, 1.5, 1.75, 2, 0.75];

/** Each press is one step faster, round to the slowest. */
export function SpeedButton() {
  const player = usePlayer();
  const rate = usePlayback((playback) => playback.rate);
  const next = RATES[(RATES.indexOf(rate) + 1) % RATES.length] ?? 1;
  const label = `Speed ${rate}×; next ${next}×`;
  return (
    <Button look="quiet" size="icon" aria-label={label} title={label} onClick={() => player.setRate(next)}>
      <span aria-hidden className="font-semibold text-[13px] tabular-nums">
        {rate}×
      </span>
    </Button>
  );
}
