"use client";

import { useNow, useTimeZone } from "./clock-context";
import { formatDate, formatDateTime, formatDistance } from "./format-date";

type MomentProps = { at: Date; className?: string | undefined };

/** A day; the exact time on hovering. */
export function CalendarDate({ at, className }: MomentProps) {
  const timeZone = useTimeZone();
  return (
    <time dateTime={at.toISOString()} title={formatDateTime(at, timeZone)} className={className}>
      {formatDate(at, timeZone)}
    </time>
  );
}

/** How long ago. The clock moves in steps: what is newer than its last one was just now. */
export function TimeAgo({ at, className }: MomentProps) {
  const now = useNow();
  return <Distance at={at} now={Math.max(now, at.getTime())} className={className} />;
}

/** In how long; what is due is due in a moment. */
export function TimeUntil({ at, className }: MomentProps) {
  const now = useNow();
  return <Distance at={at} now={Math.min(now, at.getTime() - 1000)} className={className} />;
}

function Distance({ at, now, className }: MomentProps & { now: number }) {
  const timeZone = useTimeZone();
  return (
    <time dateTime={at.toISOString()} title={formatDateTime(at, timeZone)} className={className}>
      {formatDistance(at, now)}
    </time>
  );
}
