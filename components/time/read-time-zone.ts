import { TIME_ZONE_COOKIE } from "./time-zone-cookie";

type Cookies = { get(name: string): { value: string } | undefined };

/** The zone that the browser told; UTC on the first visit, or when it is none. */
export function readTimeZone(cookies: Cookies): string {
  const zone = decodeURIComponent(cookies.get(TIME_ZONE_COOKIE)?.value ?? "UTC");
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
