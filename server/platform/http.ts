import { isIP } from "node:net";
import ky, { type KyInstance } from "ky";
import { Agent, fetch as undiciFetch } from "undici";
import { type AllowList, isPublicAddress, parseAllowList } from "./address-guard";
import { bodyChunks } from "./body-chunks";
import { type Clock, systemClock } from "./clock";
import { AppError, invalid, limited, unavailable } from "./errors";
import { guardedConnector, refused } from "./guarded-connector";
import { createHostGate, type HostGate } from "./host-gate";
import { type HostLimits, noHostLimits } from "./host-limits";
import { mayShareAuthorization } from "./may-share-authorization";
import { parseRetryAfter } from "./retry-after";
import { createTimeBudget, type TimeBudget } from "./time-budget";

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PERMANENT_REDIRECTS = new Set([301, 308]);
const SAME_METHOD_REDIRECTS = new Set([307, 308]);

export type HttpRequest = {
  /** An `authorization` among them goes along with a redirect only as far as `mayShareAuthorization` allows. */
  headers?: Record<string, string>;
  /** More than this many bytes of body (after decompression) is refused. */
  maxBytes: number;
  /** For the whole exchange, redirects and body included; waiting for one's turn at a host does not count. */
  timeoutMs: number;
  /** Ends the waiting too. Without it nobody waits longer than `timeoutMs` for his turn. */
  signal?: AbortSignal | undefined;
};

/** What is sent by POST. */
export type HttpPost = HttpRequest & { json: unknown };

export type HttpResponse = {
  status: number;
  headers: Headers;
  body: Uint8Array;
  /** Where the answer came from, after redirects. */
  url: string;
  /** Where a chain of permanent redirects from the asked URL leads, if it began with one. */
  movedTo: string | null;
};

/** An answer whose body is read while it arrives. Its iteration throws AppError when the connection breaks. */
export type HttpStream = Omit<HttpResponse, "body"> & { body: AsyncIterable<Uint8Array> };

/** Fetches from the public internet. Never throws for a status; throws AppError for everything that is no answer. */
export type Http = {
  get(url: string, request: HttpRequest): Promise<HttpResponse>;
  /** The same for what is too large for memory. The connection is held while `take` runs; what it throws is thrown as it is. */
  stream<T>(url: string, request: Omit<HttpRequest, "maxBytes">, take: (answer: HttpStream) => Promise<T>): Promise<T>;
  /** Sends JSON. A redirect with 307 or 308 is sent it again; after any other the answer is fetched by GET. */
  post(url: string, request: HttpPost): Promise<HttpResponse>;
  close(): Promise<void>;
};

/**
 * One client for everything that goes out. Every address is checked when it is connected to, so neither DNS nor a redirect
 * leads into a private network; at most four requests run at once against one host.
 */
export function createHttp(options: {
  allow: readonly string[];
  userAgent: string;
  limits?: HostLimits;
  clock?: Clock;
}): Http {
  const allow = parseAllowList(options.allow);
  const dispatcher = new Agent({ connect: guardedConnector(allow), bodyTimeout: 60_000, headersTimeout: 60_000 });
  const gate = createHostGate({ perHost: 4 });
  const client = ky.create({
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    redirect: "manual",
    headers: { "user-agent": options.userAgent, accept: "*/*" },
    fetch: guardedFetch(dispatcher),
  });
  const { limits = noHostLimits, clock = systemClock } = options;
  const parts = { client, gate, allow, limits, clock };
  return {
    get: (url, request) => follow(parts, url, request, whole(request)),
    post: (url, request) => follow(parts, url, request, whole(request)),
    stream: (url, request, take) =>
      follow(parts, url, request, async (response, place) => {
        const body = translated(response, new URL(place.url), request.signal);
        return take({ ...place, body }).catch((error: unknown) => {
          throw new Untranslated(error);
        });
      }),
    close: () => dispatcher.close(),
  };
}

/** ky hands over a Request of the platform; undici's own fetch is what takes our dispatcher. */
function guardedFetch(dispatcher: Agent): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const answer = await undiciFetch(request.url, {
      method: request.method,
      headers: [...request.headers],
      body: request.body && (await request.text()),
      redirect: "manual",
      signal: request.signal,
      dispatcher,
    });
    // The two Response types differ in name only.
    return answer as unknown as Response;
  };
}

type Parts = { client: KyInstance; gate: HostGate; allow: AllowList; limits: HostLimits; clock: Clock };

type Place = Omit<HttpResponse, "body">;
/** A body is read piece by piece until it ends, breaks or may no longer be read. */
type Answer = { headers: Headers; chunks: AsyncIterable<Uint8Array> };
type Take<T> = (answer: Answer, place: Place) => Promise<T>;
type Sent = Omit<HttpRequest, "maxBytes"> & { json?: unknown };

const whole =
  ({ maxBytes }: Pick<HttpRequest, "maxBytes">): Take<HttpResponse> =>
  async (response, place) => ({ ...place, body: await readBody(response, maxBytes, new URL(place.url)) });

async function follow<T>(parts: Parts, asked: string, request: Sent, take: Take<T>): Promise<T> {
  const budget = createTimeBudget(request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, budget.signal]) : budget.signal;
  let url = checkedUrl(asked, parts.allow);
  const first = url;
  let movedTo: string | null = null;
  let isMovePermanent = true;
  let json = "json" in request ? request.json : undefined;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const sent = mayShareAuthorization({ from: first, to: url }) ? request : withoutAuthorization(request);
    const answer = await once(parts, url, { request: { ...sent, json }, budget, signal, movedTo }, take);
    if (answer.kind === "taken") return answer.value;
    url = checkedUrl(new URL(answer.location, url).href, parts.allow);
    if (!SAME_METHOD_REDIRECTS.has(answer.status)) json = undefined;
    isMovePermanent &&= PERMANENT_REDIRECTS.has(answer.status);
    if (isMovePermanent) movedTo = url.href;
  }
  throw invalid(`${new URL(asked).host} redirects more than ${MAX_REDIRECTS} times`);
}

function withoutAuthorization({ headers = {}, ...request }: Sent): Sent {
  const kept = Object.entries(headers).filter(([name]) => name.toLowerCase() !== "authorization");
  return { ...request, headers: Object.fromEntries(kept) };
}

type Hop = { request: Sent; budget: TimeBudget; signal: AbortSignal; movedTo: string | null };

async function once<T>(parts: Parts, url: URL, { request, budget, signal, movedTo }: Hop, take: Take<T>) {
  const { headers: sentHeaders = {}, json } = request;
  const run = async () => {
    const response = await (json === undefined
      ? parts.client.get(url.href, { signal, headers: sentHeaders })
      : parts.client.post(url.href, { signal, headers: sentHeaders, json }));
    const { status, headers } = response;
    const location = REDIRECTS.has(status) ? headers.get("location") : null;
    if (location) {
      await response.body?.cancel();
      return { kind: "redirect" as const, location, status, headers };
    }
    try {
      const chunks = bodyChunks(response.body, signal);
      const value = await take({ headers, chunks }, { status, headers, url: url.href, movedTo });
      return { kind: "taken" as const, value, status, headers };
    } finally {
      // What was not read to its end would hold its connection.
      if (!response.body?.locked) await response.body?.cancel().catch(() => {});
    }
  };
  try {
    // A host that the operator named is his own: it is not slowed.
    const counted = () => budget.spend(run);
    return await (isAllowed(url, parts.allow) ? counted() : politely(parts, url.host, request, counted));
  } catch (error) {
    throw error instanceof Untranslated ? error.cause : translate(error, url, request.signal);
  }
}

/** What the reader of a stream threw: it says nothing about the host. */
class Untranslated extends Error {
  constructor(cause: unknown) {
    super("thrown by the reader of a stream", { cause });
  }
}

async function* translated({ chunks }: Answer, url: URL, signal: AbortSignal | undefined) {
  try {
    yield* chunks;
  } catch (error) {
    throw translate(error, url, signal);
  }
}

/** At most four at once, and not at all while the host asks to be left alone. */
async function politely<T extends { status: number; headers: Headers }>(
  { gate, limits, clock }: Parts,
  host: string,
  { signal, timeoutMs }: Sent,
  run: () => Promise<T>,
): Promise<T> {
  const patience = signal ?? AbortSignal.timeout(timeoutMs);
  const turn = gate.run(host, patience, async () => {
    const until = await limits.pausedUntil(host);
    if (until) {
      const retryAfterMs = until.getTime() - clock.now().getTime();
      throw limited(`${host} is too busy and is left alone for a while`, { retryAfterMs });
    }
    const answer = await run();
    if (answer.status === 429 || answer.status === 503) {
      await limits.tooBusy(host, parseRetryAfter(answer.headers.get("retry-after"), clock.now()));
    } else {
      limits.answered(host);
    }
    return answer;
  });
  return turn.catch((error: unknown) => {
    const isOurFault = !signal && patience.aborted && error === patience.reason;
    throw isOurFault ? unavailable(`${host} is busy with other requests of ours`) : error;
  });
}

async function readBody({ headers, chunks }: Answer, maxBytes: number, url: URL): Promise<Uint8Array> {
  const tooLarge = () => limited(`${url.host} sends more than ${Math.round(maxBytes / 1e6)} MB`);
  if (Number(headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    read.push(chunk);
  }
  return Buffer.concat(read, size);
}

function checkedUrl(input: string, allow: AllowList): URL {
  const url = URL.canParse(input) ? new URL(input) : null;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) throw invalid("not an http or https address");
  if (url.username || url.password) throw invalid("addresses that carry a password are not fetched as they are");
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) && !isAllowed(url, allow) && !isPublicAddress(literal)) throw refused(url.hostname);
  return url;
}

function isAllowed(url: URL, allow: AllowList): boolean {
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  return allow.allowsHost(url.hostname, port) || allow.allowsAddress(url.hostname.replace(/^\[|\]$/g, ""), port);
}

function translate(error: unknown, url: URL, callerSignal: AbortSignal | undefined): unknown {
  if (callerSignal?.aborted) return callerSignal.reason;
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AppError) return cause;
  }
  const code = networkCode(error);
  if (code === "ENOTFOUND") return unavailable(`${url.hostname} is not known (DNS)`, { cause: error });
  if (code === "TimeoutError") return unavailable(`${url.host} did not answer in time`, { cause: error });
  return unavailable(`${url.host} cannot be reached${code ? ` (${code})` : ""}`, { cause: error });
}

function networkCode(error: unknown): string | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === "TimeoutError") return cause.name;
    if ("code" in cause && typeof cause.code === "string") return cause.code;
  }
  return undefined;
}

/**
 * Turns an answer that is not 2xx into the failure that it stands for.
 * 408, 425, 429 and 5xx pass (`unavailable`, with the wait that the host asked for); other 4xx do not (`not_found`, `unauthorized`, `invalid`).
 */
export function statusError(response: Omit<HttpResponse, "body">, now: Date): AppError {
  const host = new URL(response.url).host;
  const message = `${host} answered ${response.status}`;
  const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), now);
  const wait = retryAfterMs === null ? {} : { retryAfterMs };
  const details = { status: response.status };
  if (response.status === 429) return limited(message, { details, ...wait });
  if (response.status >= 500 || response.status === 408 || response.status === 425)
    return unavailable(message, { details, ...wait });
  if (response.status === 404 || response.status === 410) return new AppError("not_found", message, { details });
  if (response.status === 401 || response.status === 403) return new AppError("unauthorized", message, { details });
  return invalid(message, { details });
}
