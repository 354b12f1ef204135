/** The language tag (BCP 47) if the text is one, such as `de` or `pt-BR`. Names of languages are not guessed at. */
export function languageTag(text: unknown): string | undefined {
  return typeof text === "string" && /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(text)
    ? text.replaceAll("_", "-")
    : undefined;
}
