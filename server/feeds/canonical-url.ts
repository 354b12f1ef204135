/**
 * The address under which to fetch what a person typed or pasted as a feed: `feed:`, `itpc:`, `pcast:` and a missing
 * scheme mean https. Null if it is no address on the web.
 */
export function feedUrlOf(input: string): string | null {
  const typed = input.trim();
  const bare = typed.replace(/^(?:feed|itpc|pcast|podcast):(?:\/\/)?/i, "");
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(bare);
  const written = hasScheme ? bare : `https://${bare.replace(/^\/\//, "")}`;
  if (!URL.canParse(written)) return null;

  const url = new URL(written);
  const isOnWeb = url.protocol === "https:" || url.protocol === "http:";
  const isHost = hasScheme || bare !== typed || /[.:]|^localhost$/.test(url.host);
  return isOnWeb && isHost ? url.href : null;
}

/**
 * One spelling for all spellings of a feed's address, to compare by and not to fetch: scheme, letter case of the host,
 * default port, fragment, trailing slash, escapes and campaign parameters make no difference. Null if it is no address.
 */
export function canonicalFeedUrl(input: string): string | null {
  const address = feedUrlOf(input);
  if (address === null) return null;

  const url = new URL(address);
  if (url.port === "80" || url.port === "443") url.port = "";
  url.hash = "";
  const path = url.pathname.replace(/%[0-9a-f]{2}/gi, canonicalEscape).replace(/(?<!\/)\/+$/, "");
  const query = url.search.slice(1).split("&").filter(isTelling).join("&");
  const credentials = url.username ? `${url.username}${url.password && `:${url.password}`}@` : "";
  return `https://${credentials}${url.host.replace(/\.(?=:|$)/, "")}${path}${query && `?${query}`}`;
}

/** RFC 3986: letters, digits and `-._~` mean the same escaped or not; other escapes are in capitals. */
function canonicalEscape(written: string): string {
  const character = String.fromCharCode(Number.parseInt(written.slice(1), 16));
  return /[A-Za-z0-9\-._~]/.test(character) ? character : written.toUpperCase();
}

/** Only parameters that are known to track, never to choose, are left out. */
function isTelling(parameter: string): boolean {
  return parameter !== "" && !/^(?:utm_[a-z]+|fbclid|gclid)=/i.test(parameter);
}
