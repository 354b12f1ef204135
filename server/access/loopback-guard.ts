/** What a request says of itself. */
export type RequestFacts = { method: string; host: string | null; origin: string | null };

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|[^.:]+\.localhost)(?::\d+)?$/i;
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a server without a login may answer. Reachable from this machine alone, it is still reachable by every page that a
 * browser on it shows: a foreign name that resolves to 127.0.0.1 (DNS rebinding) and a form on a foreign page (CSRF) are refused.
 * Answers the reason, or null when it may.
 */
export function refusalOf(request: RequestFacts): string | null {
  const { method, host, origin } = request;
  if (!host || !LOOPBACK.test(host))
    return `this server answers to localhost only, not to ${host ?? "a request without a host"}`;
  if (SAFE.has(method) || origin === null) return null;
  const isOwn = URL.canParse(origin) && new URL(origin).host === host;
  return isOwn ? null : `a page of ${origin} may not change anything here`;
}

/** Whether an address to listen on can be reached from this machine only. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host.includes(":") && !host.startsWith("[") ? `[${host}]` : host);
}
