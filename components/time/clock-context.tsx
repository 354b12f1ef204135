"use client";

import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from "react";
import { TIME_ZONE_COOKIE } from "./time-zone-cookie";

/** Server and browser must write the same dates: both take zone and moment from the request. */
type RenderClock = { timeZone: string; renderedAt: number };

const Clock = createContext<RenderClock>({ timeZone: "UTC", renderedAt: 0 });

const YEAR_SECONDS = 365 * 24 * 3600;
const TICK_MS = 30_000;

export function ClockProvider({ children, ...clock }: RenderClock & { children: ReactNode }) {
  // From the second page on, days are those of the reader.
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `${TIME_ZONE_COOKIE}=${encodeURIComponent(zone)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  }, []);
  return <Clock value={clock}>{children}</Clock>;
}

export const useTimeZone = () => useContext(Clock).timeZone;

/** The present, in steps. While the page hydrates it is the moment at which the server rendered it. */
export function useNow(): number {
  const { renderedAt } = useContext(Clock);
  return useSyncExternalStore(subscribe, currentTick, () => renderedAt);
}

const currentTick = () => Math.floor(Date.now() / TICK_MS) * TICK_MS;

function subscribe(onTick: () => void): () => void {
  const timer = setInterval(onTick, TICK_MS);
  return () => clearInterval(timer);
}
