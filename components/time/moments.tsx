"use client";

import { useNow, useTimeZone } from "./clock-context";
import { formatDate, formatDateTime, formatDistance } from "./format-date";

type MomentProps = { at: Date; className?: string };

/** A day; the exact time on hovering. */
export function CalendarDate({ at, className }: MomentProps) {
  const timeZone = useTimeZone();
  return (
    <time dateTime={at.toISOString()} title={formatDateTime(at, timeZone)} className={className}>
      {formatDate(at, timeZone)}
    </time>
  );
}

/** How long ago, or in how long. */
export function RelativeTime({ at, className }: MomentProps) {
  const timeZone = useTimeZone();
  const now = useNow();
  return (
    <time dateTime={at.toISOString()} title={formatDateTime(at, timeZone)} className={className}>
      {formatDistance(at, now)}
    </time>
  );
}
