import { lookup as dnsLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { type AllowList, isPublicAddress } from "./address-guard";
import { invalid } from "./errors";

/** Looks names up and keeps only the addresses that may be visited on that port. */
export function guardedConnector(allow: AllowList): buildConnector.connector {
  const byPort = new Map<number, buildConnector.connector>();
  return (options, callback) => {
    const port = Number(options.port || (options.protocol === "https:" ? 443 : 80));
    const connector = byPort.get(port) ?? buildConnector({ lookup: guardedLookup(allow, port), timeout: 15_000 });
    byPort.set(port, connector);
    connector(options, callback);
  };
}

function guardedLookup(allow: AllowList, port: number): LookupFunction {
  return (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, "", 0);
      const usable = allow.allowsHost(hostname, port)
        ? found
        : found.filter(({ address }) => isPublicAddress(address) || allow.allowsAddress(address, port));
      const [first] = usable;
      if (!first) return callback(refused(hostname), "", 0);
      return options.all ? callback(null, usable) : callback(null, first.address, first.family);
    });
  };
}

/** Why a host is not visited. */
export const refused = (host: string) =>
  invalid(`${host} is in a private network; the operator can allow it with OUTBOUND_ALLOW`);
