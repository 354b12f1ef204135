import { z } from "zod";
import type { Core } from "@/server/platform/core";
import { invalid } from "@/server/platform/errors";
import type { Http } from "@/server/platform/http";
import { mayShareAuthorization } from "@/server/platform/may-share-authorization";
import { isSecretParameter, withoutParameters } from "@/server/platform/secret-parameters";
import { canonicalFeedUrl } from "./canonical-url";
import type { Credentials } from "./feeds.schema";

const USE = "feed.credentials";

/** What opens a private feed. */
export const FeedAccess = z.object({
  /** The value of the `Authorization` header. */
  authorization: z.string().nullable(),
  /** Parameters of the address that are secrets, in order. */
  parameters: z.array(z.tuple([z.string(), z.string()])),
});
export type FeedAccess = z.infer<typeof FeedAccess>;

/** An address without what is secret in it, and that. */
export type Place = { url: string; access: FeedAccess };

export const publicAccess: FeedAccess = { authorization: null, parameters: [] };

export const isPublic = ({ authorization, parameters }: FeedAccess) =>
  authorization === null && parameters.length === 0;

/** `user:password@` becomes HTTP Basic authentication (RFC 7617). */
export function splitAccess(address: string): Place {
  const url = new URL(address);
  const authorization =
    url.username || url.password ? basicAuthorization(decoded(url.username), decoded(url.password)) : null;
  const parameters = [...url.searchParams].filter(([name]) => isSecretParameter(name));
  if (authorization === null && parameters.length === 0) return { url: address, access: publicAccess };
  url.username = "";
  url.password = "";
  url.search = withoutParameters(url.search, isSecretParameter);
  return { url: url.href, access: { authorization, parameters } };
}

/** An address to which a feed leads, without what is secret, and what opens it: a password that may be shared opens it too. */
export function accessFrom(known: Place, address: string): Place {
  const { url, access } = splitAccess(address);
  const shared = mayShareAuthorization({ from: known.url, to: url }) ? known.access.authorization : null;
  return { url, access: { ...access, authorization: access.authorization ?? shared } };
}

/** The same for an address that is the feed's own, as of a page of its archive: where it may be shared, its token opens it too. */
export function accessWithin(known: Place, address: string): Place {
  const place = accessFrom(known, address);
  const isOnItsOwn = place.access.parameters.length > 0 || !mayShareAuthorization({ from: known.url, to: place.url });
  return isOnItsOwn ? place : { ...place, access: { ...place.access, parameters: known.access.parameters } };
}

/** The address to fetch: with the secrets back in it. */
export function joinAccess(address: string, access: FeedAccess): string {
  if (access.parameters.length === 0) return address;
  const url = new URL(address);
  const added = access.parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  url.search = [url.search.slice(1), ...added].filter(Boolean).join("&");
  return url.href;
}

/** By what a feed is known. Two tokens for one address are two feeds: the token may be what chooses. */
export function urlKeyOf(ctx: Pick<Core, "secrets">, { url, access }: Place): string {
  const key = canonicalFeedUrl(url) ?? url;
  if (access.parameters.length === 0) return key;
  return `${key}#${ctx.secrets.fingerprint(USE, JSON.stringify(access.parameters))}`;
}

/** By what the feed of an address as it was typed or listed is known. */
export function urlKeyOfAddress(ctx: Pick<Core, "secrets">, address: string): string {
  return urlKeyOf(ctx, splitAccess(address));
}

/** What a person gives to open a private feed, as the value of the `Authorization` header. */
export const authorizationOf = (credentials: Credentials) =>
  "token" in credentials
    ? `Bearer ${credentials.token}`
    : basicAuthorization(credentials.username, credentials.password);

function basicAuthorization(username: string, password: string): string {
  if (username.includes(":")) throw invalid("a user name cannot hold a colon");
  return `Basic ${Buffer.from(`${username}:${password}`, "utf8").toString("base64")}`;
}

/** Null for a feed that is open to all. */
export function sealAccess(ctx: Pick<Core, "secrets">, access: FeedAccess): Uint8Array<ArrayBuffer> | null {
  if (isPublic(access)) return null;
  return ctx.secrets.seal(USE, JSON.stringify(access));
}

/** @throws AppError `unavailable` when the key has changed since. */
export function openAccess(ctx: Pick<Core, "secrets">, sealed: Uint8Array | null): FeedAccess {
  return sealed === null ? publicAccess : FeedAccess.parse(JSON.parse(ctx.secrets.open(USE, sealed)));
}

/** A client that shows what opens a private feed to the host of the feed, and to no other: its transcripts may be private too. */
export function withAccess(http: Http, feed: Place): Http {
  const { authorization } = feed.access;
  if (authorization === null) return http;
  const opened = <Request extends { headers?: Record<string, string> }>(url: string, request: Request): Request =>
    URL.canParse(url) && mayShareAuthorization({ from: feed.url, to: url })
      ? { ...request, headers: { ...request.headers, authorization } }
      : request;
  return {
    ...http,
    get: (url, request) => http.get(url, opened(url, request)),
    stream: (url, request, take) => http.stream(url, opened(url, request), take),
  };
}

/** A malformed escape stays as it is written. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
