const appleHost = /^(?:podcasts|itunes|geo\.itunes|geo\.podcasts)\.apple\.com$/;

/**
 * The iTunes ID of the podcast that an Apple Podcasts address names, with or without scheme, in any country; of an
 * episode's address, the ID of its podcast. Null if it is no such address.
 */
export function appleIdOf(input: string): string | null {
  const written = input.trim().replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\//i, "");
  if (!URL.canParse(`https://${written}`)) return null;

  const url = new URL(`https://${written}`);
  if (!appleHost.test(url.hostname)) return null;
  const inPath = url.pathname.split("/").map((part) => /^id(\d{1,15})$/i.exec(part)?.[1]);
  const inQuery = /^(?:id)?(\d{1,15})$/i.exec(url.searchParams.get("id") ?? "")?.[1];
  return inPath.findLast((id) => id !== undefined) ?? inQuery ?? null;
}
