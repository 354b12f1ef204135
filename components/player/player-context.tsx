"use client";

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from "react";
import { createPlayer, type Playback, type Player } from "./player";

const PlayerContext = createContext<Player | null>(null);

export function PlayerProvider({ duration, children }: { duration: number | null; children: ReactNode }) {
  const [player] = useState(() => createPlayer(duration ?? 0));
  return <PlayerContext value={player}>{children}</PlayerContext>;
}

export function usePlayer(): Player {
  const player = useContext(PlayerContext);
  if (!player) throw new Error("usePlayer is called outside of a PlayerProvider");
  return player;
}

/** A part of the playback. Renders anew only when that part changes. */
export function usePlayback<Part extends string | number | boolean | null>(pick: (playback: Playback) => Part): Part {
  const player = usePlayer();
  const read = () => pick(player.snapshot());
  return useSyncExternalStore(player.subscribe, read, read);
}
