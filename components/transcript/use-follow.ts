"use client";

import { useEffect, useState } from "react";
import { usePlayback } from "@/components/player/player-context";
import { phraseAt } from "./phrase-at";
import { markPhrase, reveal } from "./phrase-elements";
import type { Phrase } from "./types";

const SCROLL_KEYS = new Set(["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown"]);

/** Keeps the phrase that is said in view, until the reader scrolls away. */
export function useFollow(phrases: Phrase[]): { isAway: boolean; resume: () => void } {
  const [isAway, setAway] = useState(false);
  const isPlaying = usePlayback((playback) => playback.isPlaying);
  const current = usePlayback((playback) => (playback.isStarted ? phraseAt(phrases, playback.seconds) : null));

  useEffect(() => (current === null ? undefined : markPhrase(current, "data-current")), [current]);
  useEffect(() => {
    if (isPlaying && !isAway && current !== null) reveal(current, { isSmooth: true });
  }, [isPlaying, isAway, current]);
  useEffect(() => {
    if (!isPlaying) return;
    const leave = () => setAway(true);
    const onKeyDown = ({ key }: KeyboardEvent) => SCROLL_KEYS.has(key) && leave();
    window.addEventListener("wheel", leave, { passive: true });
    window.addEventListener("touchmove", leave, { passive: true });
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener("wheel", leave);
      window.removeEventListener("touchmove", leave);
      window.removeEventListener("keydown", onKeyDown);
    };
  }, [isPlaying]);

  return { isAway: isAway && isPlaying && current !== null, resume: () => setAway(false) };
}
