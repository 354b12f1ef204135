import { withAsciiDigits } from "./ascii-digits";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
/** What is longer was meant in another unit, or is a date. */
const longestSeconds = 10 * day;

const clock = /^(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})(?:[.,]\d*)?$/;
const plainSeconds = /^(\d{1,12})(?:[.,]\d*)?(?: ?s(?:ecs?|econds?)?)?$/;
const isoDuration = /^pt?(?=\d)(?:(\d+)d)?t?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)(?:[.,]\d+)?s)?$/;
const inWords =
  /^(?:(\d{1,4}) ?h(?:rs?|ours?)?\.?,? ?)?(?:(\d{1,5}) ?(?:m(?:ins?|inutes?)?|')\.?,? ?)?(?:(\d{1,6}) ?(?:s(?:ecs?|econds?)?|")\.?)?$/;

/**
 * Reads the length of an episode, in whole seconds: `1800`, `30:00`, `1:02:03`, `1h 2m`, `PT30M`, `90 min`.
 * Null if it is no duration. Zero stays zero, although feeds write it where they do not know: what is shown leaves it out.
 */
export function parseDuration(text: string): number | null {
  const written = withAsciiDigits(text.slice(0, 64)).trim().toLowerCase().replace(/\s+/g, " ");
  const seconds = inSeconds(written);
  return seconds !== null && seconds <= longestSeconds ? Math.floor(seconds) : null;
}

function inSeconds(written: string): number | null {
  const counted = plainSeconds.exec(written);
  if (counted) return Number(counted[1]);

  const [, hours, minutes, seconds] = clock.exec(written) ?? inWords.exec(written) ?? [];
  if (hours ?? minutes ?? seconds) return sum({ hours, minutes, seconds });

  const iso = isoDuration.exec(written);
  if (!iso) return null;
  const [, isoDays, isoHours, isoMinutes, isoSeconds] = iso;
  return Number(isoDays ?? 0) * day + sum({ hours: isoHours, minutes: isoMinutes, seconds: isoSeconds });
}

type Parts = Record<"hours" | "minutes" | "seconds", string | undefined>;

function sum({ hours = "0", minutes = "0", seconds = "0" }: Parts): number {
  return Number(hours) * hour + Number(minutes) * minute + Number(seconds);
}
