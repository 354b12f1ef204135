import { withAsciiDigits } from "./ascii-digits";
import { monthOf, zoneOffsetMinutes } from "./date-names";

const compactTime = /(?<=\d{8})t(\d{2})(\d{2})(\d{2})?()/;
const clockTime = /(?<![+\-\d:])(\d{1,3})[:h](\d{2})(?::(\d{1,2})(?:[.,]\d+)?)?(?: ?([ap])\.?m\b\.?)?/;
const numericZone = /^ ?\(?(?:[a-z]{1,5})?\)? ?([+-]) ?(\d{1,2}):?(\d{2})?(?!\d)/;
const namedZone = /^ ?\(?([a-z]{1,5})\b\)?/;

const yearFirst = /(?<!\d)(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|(\d{2})(\d{2}))(?!\d)/;
const dayMonthYear =
  /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|o)?[\s.,-]*(?:de |of )?([a-z]{3,})[\s.,-]*(?:de |del )?(\d{4}|\d{2})(?!\d)/;
const monthDayYear = /([a-z]{3,})[\s.-]*(\d{1,2})(?:st|nd|rd|th)?[\s.,-]+(\d{4})(?!\d)/;
const numbersOnly = /(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;

/**
 * Reads a date as feeds write it: RFC 822 and its descendants with the usual deviations, month names in several
 * languages, ISO 8601. The weekday is not looked at. Without a zone it is UTC. Null if it is no date.
 */
export function parseDate(text: string): Date | null {
  const written = fold(text.slice(0, 100));
  const time = readTime(written);
  const day = readDay(time ? `${written.slice(0, time.start)} ${written.slice(time.end)}` : written);
  if (!day || !isOnCalendar(day)) return null;

  const { year, month, dayOfMonth } = day;
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  date.setTime(date.getTime() + (time?.offsetMs ?? 0));
  return date;
}

/** Lower case without accents, one space between words. */
function fold(text: string): string {
  return withAsciiDigits(text).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

/** Where the time of day stands, and how far from midnight UTC it is. A time that no clock shows is left out. */
function readTime(written: string): { start: number; end: number; offsetMs: number } | null {
  const match = compactTime.exec(written) ?? clockTime.exec(written);
  if (!match) return null;

  const start = match.index;
  const timeEnd = start + match[0].length;
  const zone = readZone(written.slice(timeEnd));
  const [hours, minutes, seconds] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0));
  const end = timeEnd + zone.length;
  if (hours === undefined || minutes === undefined || seconds === undefined) return null;
  if (hours > 24 || minutes > 59 || seconds > 60) return { start, end, offsetMs: 0 };

  const minuteOfDay = onTwentyFourHours(hours, match[4]) * 60 + minutes - zone.offsetMinutes;
  return { start, end, offsetMs: (minuteOfDay * 60 + seconds) * 1000 };
}

function onTwentyFourHours(hours: number, half: string | undefined): number {
  if (half === "p" && hours < 12) return hours + 12;
  return half === "a" && hours === 12 ? 0 : hours;
}

function readZone(afterTime: string): { length: number; offsetMinutes: number } {
  const numeric = numericZone.exec(afterTime);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    // The zones of the world reach from -12 to +14 hours; anything further is a slip of the keyboard.
    const offsetMinutes = minutes > 15 * 60 ? 0 : minutes;
    return { length: numeric[0].length, offsetMinutes: numeric[1] === "-" ? -offsetMinutes : offsetMinutes };
  }
  const named = namedZone.exec(afterTime);
  const offsetMinutes = named?.[1] ? zoneOffsetMinutes(named[1]) : null;
  return named && offsetMinutes !== null ? { length: named[0].length, offsetMinutes } : { length: 0, offsetMinutes: 0 };
}

type Day = { year: number; month: number; dayOfMonth: number };

function readDay(written: string): Day | null {
  return readYearFirst(written) ?? readNamedMonth(written) ?? readNumbersOnly(written);
}

function readYearFirst(written: string): Day | null {
  const match = yearFirst.exec(written);
  if (!match) return null;
  return { year: Number(match[1]), month: Number(match[2] ?? match[4]), dayOfMonth: Number(match[3] ?? match[5]) };
}

function readNamedMonth(written: string): Day | null {
  const [, day, dayMonth = "", year] = dayMonthYear.exec(written) ?? [];
  const month = monthOf(dayMonth);
  if (month) return { year: fullYear(year), month, dayOfMonth: Number(day) };

  const [, name = "", monthDay, monthYear] = monthDayYear.exec(written) ?? [];
  const namedMonth = monthOf(name);
  return namedMonth ? { year: fullYear(monthYear), month: namedMonth, dayOfMonth: Number(monthDay) } : null;
}

/** Slashes are American unless that gives no month; dots and hyphens put the day first. */
function readNumbersOnly(written: string): Day | null {
  const match = numbersOnly.exec(written);
  if (!match) return null;
  const [first, second] = [Number(match[1]), Number(match[3])];
  const isMonthFirst = second > 12 || (match[2] === "/" && first <= 12);
  const [month, dayOfMonth] = isMonthFirst ? [first, second] : [second, first];
  return { year: fullYear(match[4]), month, dayOfMonth };
}

/** RFC 2822: two digits below 50 are in this century. */
function fullYear(written = ""): number {
  const year = Number(written);
  if (written.length > 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function isOnCalendar({ year, month, dayOfMonth }: Day): boolean {
  if (year < 1900 || year > 2999 || month < 1 || month > 12 || dayOfMonth < 1) return false;
  return dayOfMonth <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
