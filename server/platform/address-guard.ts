import { BlockList, isIP } from "node:net";

/**
 * Addresses that a server must not be talked into visiting: this machine, private networks, link-local (cloud metadata),
 * and what no public host can have. Ranges from the IANA IPv4 and IPv6 special-purpose address registries.
 */
const forbidden = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  forbidden.addSubnet(network, prefix, "ipv4");
}
for (const [network, prefix] of [
  ["::", 128],
  ["::1", 128],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001:db8::", 32],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const) {
  forbidden.addSubnet(network, prefix, "ipv6");
}

/** Hosts and networks that may be fetched although they are private. */
export type AllowList = {
  allowsHost(hostname: string, port: number): boolean;
  allowsAddress(address: string, port: number): boolean;
};

/** Reads `OUTBOUND_ALLOW`: host names, `*.suffix`, addresses and CIDR networks, each with `:port` if it is for one port only. */
export function parseAllowList(entries: readonly string[]): AllowList {
  const rules = entries.map(readRule);
  const some = (port: number, holds: (rule: Rule) => boolean) =>
    rules.some((rule) => (rule.port === null || rule.port === port) && holds(rule));
  return {
    allowsHost: (hostname, port) => some(port, (rule) => rule.matchesHost(hostname.toLowerCase())),
    allowsAddress: (address, port) => some(port, (rule) => contains(rule.networks, unmapped(address))),
  };
}

type Rule = { port: number | null; networks: BlockList; matchesHost: (host: string) => boolean };

function readRule(entry: string): Rule {
  const [, target = entry, port] = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(entry) ?? [];
  const [address = "", prefix] = target.replace(/^\[|\]$/g, "").split("/");
  const family = isIP(address);
  const networks = new BlockList();
  if (family) networks.addSubnet(address, prefix ? Number(prefix) : family === 4 ? 32 : 128, familyName(family));
  const name = family ? "" : target.toLowerCase();
  const matchesHost = (host: string) =>
    name.startsWith("*.") ? host.endsWith(name.slice(1)) : name !== "" && host === name;
  return { port: port === undefined ? null : Number(port), networks, matchesHost };
}

/** May this address be connected to? `address` is a literal IPv4 or IPv6 address, mapped or not. */
export function isPublicAddress(address: string): boolean {
  const plain = unmapped(address);
  return isIP(plain) !== 0 && !contains(forbidden, plain);
}

const familyName = (family: number) => (family === 4 ? "ipv4" : "ipv6");

function contains(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, familyName(family));
}

/** IPv4 inside IPv6 (mapped, compatible, NAT64, 6to4) is judged as the IPv4 address that it reaches. */
function unmapped(address: string): string {
  if (isIP(address) !== 6) return address;
  const groups = expand(address);
  const [a = 0, b = 0] = groups;
  const ipv4 = (high = 0, low = 0) => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  const leadingZeros = groups.findIndex((group) => group !== 0);
  if (leadingZeros === 5 && groups[5] === 0xffff) return ipv4(groups[6], groups[7]);
  if (leadingZeros === 6) return ipv4(groups[6], groups[7]);
  if (a === 0x64 && b === 0xff9b && groups.slice(2, 6).every((group) => group === 0)) return ipv4(groups[6], groups[7]);
  if (a === 0x2002) return ipv4(b, groups[2]);
  return address;
}

function expand(address: string): number[] {
  const [bare = ""] = address.split("%");
  const dotted = bare.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [(+a << 8) | +b, (+c << 8) | +d].map((group) => group.toString(16)).join(":"),
  );
  const [head = "", tail] = dotted.split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(Math.max(0, zeros)).fill("0"), ...right].map((group) => Number.parseInt(group, 16));
}
