const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const DAY_MS = 24 * 3600 * 1000;

type Day = { year: number; month: number; day: number };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const options = { year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" } as const;
  const made = new Intl.DateTimeFormat("en-US", { ...options, hourCycle: "h23", timeZone, calendar: "gregory" });
  formats.set(timeZone, made);
  return made;
}

function partsOf(date: Date, timeZone: string) {
  const parts = Object.fromEntries(
    formatIn(timeZone)
      .formatToParts(date)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return { year: 0, month: 1, day: 1, hour: 0, minute: 0, ...parts };
}

/** Names of our own: the versions of ICU in Node and in browsers do not agree on "Sep" and "Sept". */
export function formatDate(date: Date, timeZone: string): string {
  const { year, month, day } = partsOf(date, timeZone);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

export function formatDateTime(date: Date, timeZone: string): string {
  const { hour, minute } = partsOf(date, timeZone);
  return `${formatDate(date, timeZone)}, ${twoDigits(hour)}:${twoDigits(minute)}`;
}

const twoDigits = (value: number) => String(value).padStart(2, "0");

/** The heading of a day in a list of what is new. */
export function formatDay(date: Date, { timeZone, now }: { timeZone: string; now: number }): string {
  const day = partsOf(date, timeZone);
  const age = daysBetween(day, partsOf(new Date(now), timeZone));
  if (age === 0) return "Today";
  if (age === 1) return "Yesterday";
  const weekday = WEEKDAYS[new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay()];
  if (age > 1 && age < 7) return `${weekday}`;
  return `${weekday}, ${day.day} ${MONTHS[day.month - 1]} ${day.year}`;
}

const daysBetween = (from: Day, to: Day) =>
  Math.round((Date.UTC(to.year, to.month - 1, to.day) - Date.UTC(from.year, from.month - 1, from.day)) / DAY_MS);

/** "5 min ago", "in 3 h": how far a moment is away, in its largest unit. */
export function formatDistance(date: Date, now: number): string {
  const seconds = Math.round((date.getTime() - now) / 1000);
  const size = Math.abs(seconds);
  if (size < 60) return seconds > 0 ? "in a moment" : "just now";
  const amount = largestUnit(size);
  return seconds > 0 ? `in ${amount}` : `${amount} ago`;
}

function largestUnit(seconds: number): string {
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} h`;
  const days = Math.round(seconds / (24 * 3600));
  return `${days} days`;
}
