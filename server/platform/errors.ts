/** The six ways in which an operation may refuse. Anything else that is thrown is a bug. */
export type ErrorKind = "invalid" | "unauthorized" | "not_found" | "conflict" | "limited" | "unavailable";

type ErrorOptions = { cause?: unknown; details?: unknown; retryAfterMs?: number };

const BRAND = Symbol.for("cast2md.AppError");

/** A failure that the caller is told about. `message` is one sentence for a person; it never carries a secret. */
export class AppError extends Error {
  /** Bundles may hold this class more than once in a process; an error of one is an error of all. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  readonly [BRAND] = true;
  readonly kind: ErrorKind;
  /** Facts that a program may use, such as the field that was wrong. */
  readonly details: unknown;
  /** When it is worth trying again, in milliseconds from now, if that is known. */
  readonly retryAfterMs: number | undefined;

  constructor(kind: ErrorKind, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.kind = kind;
    this.details = options.details;
    this.retryAfterMs = options.retryAfterMs;
  }
}

const maker = (kind: ErrorKind) => (message: string, options?: ErrorOptions) => new AppError(kind, message, options);

/** The request itself is wrong: sending it again will not help. */
export const invalid = maker("invalid");
export const notFound = maker("not_found");
export const conflict = maker("conflict");
/** Too much was asked for: a size, a rate, a quota. */
export const limited = maker("limited");
/** Something that this depends on does not answer; later it may. */
export const unavailable = maker("unavailable");
