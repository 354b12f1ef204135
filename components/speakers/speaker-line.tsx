"use client";

import { useState } from "react";
import { cn } from "@/components/ui/cn";
import type { Voice } from "./group-speakers";

type SpeakerLineProps = {
  voices: readonly Voice[];
  /** Whose words stand out. */
  chosen: string | null;
  onChoose: (shown: string | null) => void;
};

const MOST = 6;

/** Who speaks and how much. Choosing one lets the words of the others step back. */
export function SpeakerLine({ voices, chosen, onChoose }: SpeakerLineProps) {
  const [isWhole, setWhole] = useState(false);
  if (voices.length < 2) return null;
  const listed = isWhole ? voices : voices.slice(0, MOST);
  return (
    <fieldset className="mt-3 flex flex-wrap gap-1.5">
      <legend className="sr-only">Let the words of one speaker stand out</legend>
      {listed.map(({ shown, share, turns }) => (
        <button
          key={shown}
          type="button"
          aria-pressed={chosen === shown}
          title={`${turns} ${turns === 1 ? "turn" : "turns"}`}
          onClick={() => onChoose(chosen === shown ? null : shown)}
          className={cn(pill, chosen === shown ? "border-accent bg-accent-soft text-accent" : "border-line text-muted")}
        >
          <span dir="auto" className="truncate">
            {shown}
          </span>
          <span className={cn("tabular-nums", chosen !== shown && "text-faint")}>{percent(share)}</span>
        </button>
      ))}
      {voices.length > listed.length && (
        <button type="button" onClick={() => setWhole(true)} className={cn(pill, "border-transparent text-accent")}>
          {voices.length - listed.length} more
        </button>
      )}
    </fieldset>
  );
}

const pill =
  "flex h-8 max-w-60 items-center gap-1.5 rounded-full border px-3 text-sm transition-colors hover:border-line-strong max-md:h-11";

const percent = (share: number) => (share > 0 && share < 0.01 ? "<1 %" : `${Math.round(100 * share)} %`);
