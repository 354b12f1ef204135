const appleHost = /^(?:podcasts|itunes|geo\.itunes|geo\.podcasts)\.apple\.com$/;

/**
 * The iTunes ID of the podcast that an Apple Podcasts address names, with or without scheme, in any country; of an
 * episode's address, the ID of its podcast. Null if it is no such address.
 */
export function appleIdOf(input: string): string | null {
  const url = appleUrlOf(input);
  if (!url) return null;
  const inPath = url.pathname.split("/").map((part) => /^id(\d{1,15})$/i.exec(part)?.[1]);
  const inQuery = /^(?:id)?(\d{1,15})$/i.exec(url.searchParams.get("id") ?? "")?.[1];
  return inPath.findLast((id) => id !== undefined) ?? inQuery ?? null;
}

/** The store that an Apple Podcasts address names, as two letters in lower case; null if it names none. */
export function appleCountryOf(input: string): string | null {
  return /^\/([a-z]{2})\//i.exec(appleUrlOf(input)?.pathname ?? "")?.[1]?.toLowerCase() ?? null;
}

function appleUrlOf(input: string): URL | null {
  const written = input.trim().replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\//i, "");
  if (!URL.canParse(`https://${written}`)) return null;
  const url = new URL(`https://${written}`);
  return appleHost.test(url.hostname) ? url : null;
}
