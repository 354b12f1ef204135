/** Only names that can mean nothing else: a parameter that merely chooses a feed must stay in its address. */
const SECRET =
  /^(?:auth|auth_?token|access_?token|private_?token|rss_?token|token|api_?key|secret|sig|signature|pass|password|pwd)$/i;
/** Where an address is passed on, not used: also what hosts put there to let one reader in for a while. */
const PASSING =
  /token|secret|signature|password|credential|^(?:auth[-_].*|expires?|expiry|exp|policy|key-pair-id|hdnea|hdnts|hmac|jwt|x-(?:amz|goog)-.*|awsaccesskeyid|googleaccessid)$/i;

/** Whether a parameter of an address opens what is there. */
export const isSecretParameter = (name: string) => SECRET.test(name);

/** An address as it may be written down for others: without what opens it and what soon expires. All else stays as it is. */
export function withoutSecrets(address: string): string {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return address;
  const url = new URL(address);
  const query = withoutParameters(url.search, (name) => SECRET.test(name) || PASSING.test(name));
  if (query === url.search.slice(1) && !url.username && !url.password) return address;
  url.username = "";
  url.password = "";
  url.search = query;
  return url.href;
}

/** A query without some of its parameters; what is left keeps its spelling. */
export function withoutParameters(search: string, isUnwanted: (name: string) => boolean): string {
  const parts = search.replace(/^\?/, "").split("&");
  return parts.filter((part) => part && !isUnwanted(nameOf(part))).join("&");
}

function nameOf(parameter: string): string {
  const name = parameter.split("=", 1)[0]?.replaceAll("+", " ") ?? "";
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // a malformed escape stays as it is written
  }
}
