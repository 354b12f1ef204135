/**
 * An absolute http or https URL; takes its arguments as `new URL` does. Null for anything else: it cannot be fetched or
 * linked to.
 */
export function webUrl(written: string | null | undefined, base: string): string | null {
  const reference = written?.trim();
  if (!reference || !URL.canParse(reference, base)) return null;

  const url = new URL(reference, base);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  // What is fit to be sent as it stands is kept to the letter: some hosts sign their URLs.
  return /^https?:\/\/[!-~]+$/i.test(reference) ? reference : url.href;
}
