/** Where the browser leaves its time zone for the server. */
export const TIME_ZONE_COOKIE = "time_zone";
