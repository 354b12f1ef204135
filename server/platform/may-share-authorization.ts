/**
 * Whether what opens one address may be shown to another: to the same origin, and to the same host where it has changed from
 * http to https on their usual ports, as most have. Never the other way round: then all could read it.
 */
export function mayShareAuthorization({ from, to }: { from: string | URL; to: string | URL }): boolean {
  const [known, asked] = [new URL(from), new URL(to)];
  if (asked.origin === known.origin) return true;
  const isUpgrade = known.protocol === "http:" && asked.protocol === "https:";
  return isUpgrade && asked.hostname === known.hostname && known.port === "" && asked.port === "";
}
