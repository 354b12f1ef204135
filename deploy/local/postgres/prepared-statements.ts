import { createHash } from "node:crypto";
import { closeStatement, readCString } from "./messages";

const MAX_NAME_BYTES = 63; // Postgres tells longer names apart by their first 63 bytes only

/** Which connection owns each prepared statement that the one backend holds now; "" is the unnamed one. */
export type HeldStatements = Map<string, number>;

type ExpectedParse = { heldAs: string; name: string; parse: Buffer; isInjected: boolean };

/**
 * The prepared statements of one connection. All connections share one backend, so a name is made the connection's own,
 * and the unnamed statement, which cannot be, is parsed again when another connection has replaced it.
 * Portals need no such care: they end with their transaction, and the backend is not handed on before.
 */
export class PreparedStatements {
  readonly #connectionId: number;
  readonly #held: HeldStatements;
  readonly #parsed = new Map<string, Buffer>();
  #expectedParses: ExpectedParse[] = [];
  #expectedCloses: string[] = [];
  #dropsUnnamed = false;

  constructor(connectionId: number, held: HeldStatements) {
    this.#connectionId = connectionId;
    this.#held = held;
  }

  /** A Parse, for the backend. */
  parse(message: Buffer): Buffer[] {
    const { text: name, end } = readCString(message, 5);
    const heldAs = this.#heldAs(name);
    const renamed = rename(message, { from: 5, to: end - 1, name: heldAs });
    this.#expectedParses.push({ heldAs, name, parse: message, isInjected: false });
    return renamed;
  }

  /** A Bind or Describe whose statement name begins at `nameAt`, for the backend. */
  use(message: Buffer, nameAt: number): Buffer[] {
    const { text: name, end } = readCString(message, nameAt);
    const heldAs = this.#heldAs(name);
    const renamed = rename(message, { from: nameAt, to: end - 1, name: heldAs });

    const parse = this.#parsed.get(name);
    const isThere =
      this.#held.get(heldAs) === this.#connectionId || this.#expectedParses.some((it) => it.name === name);
    if (isThere || !parse) return renamed;

    this.#expectedParses.push({ heldAs, name, parse, isInjected: true });
    return [...rename(parse, { from: 5, to: readCString(parse, 5).end - 1, name: heldAs }), ...renamed];
  }

  /** A Close of a statement, for the backend. */
  close(message: Buffer): Buffer[] {
    const { text: name, end } = readCString(message, 6);
    this.#expectedCloses.push(name);
    return rename(message, { from: 6, to: end - 1, name: this.#heldAs(name) });
  }

  /** A Close of a portal, which changes nothing here but is answered like that of a statement. */
  closePortal(): void {
    this.#expectedCloses.push("\0");
  }

  /** A simple query: it drops the unnamed statement. */
  simpleQuery(): void {
    this.#dropsUnnamed = true;
  }

  /** The text of a statement, as far as it is known. */
  sqlOf(name: string): string | undefined {
    const parse = this.#expectedParses.findLast((it) => it.name === name)?.parse ?? this.#parsed.get(name);
    return parse && readCString(parse, readCString(parse, 5).end).text;
  }

  /** The backend has parsed. False: the client did not ask for it and must not see the answer. */
  parseCompleted(): boolean {
    const expected = this.#expectedParses.shift();
    if (!expected) return true;
    this.#held.set(expected.heldAs, this.#connectionId);
    this.#parsed.set(expected.name, expected.parse);
    return !expected.isInjected;
  }

  closeCompleted(): void {
    const name = this.#expectedCloses.shift();
    if (name !== undefined) this.#forget(name);
  }

  /** The backend has dropped every statement of every connection (DISCARD ALL, DEALLOCATE ALL). */
  allDropped(): void {
    this.#held.clear();
    this.#parsed.clear();
  }

  /** The backend is ready for the next query: what it has not answered, it has skipped. */
  ready(): void {
    if (this.#dropsUnnamed) {
      this.#forget("");
      this.#held.delete("");
    }
    this.#expectedParses = [];
    this.#expectedCloses = [];
    this.#dropsUnnamed = false;
  }

  /** Forgets everything, and returns the messages that make the backend do so. */
  closeAll(): Buffer[] {
    const names = [...this.#parsed.keys()];
    const mine = names.map((name) => this.#heldAs(name)).filter((name) => this.#held.get(name) === this.#connectionId);
    for (const name of names) this.#forget(name);
    return mine.map(closeStatement);
  }

  #forget(name: string): void {
    const heldAs = this.#heldAs(name);
    if (this.#held.get(heldAs) === this.#connectionId) this.#held.delete(heldAs);
    this.#parsed.delete(name);
  }

  #heldAs(name: string): string {
    if (name === "") return "";
    const own = `${this.#connectionId}:${name}`;
    if (Buffer.byteLength(own) <= MAX_NAME_BYTES) return own;
    return `${this.#connectionId}:${createHash("sha1").update(name).digest("hex")}`;
  }
}

/** Puts a name into a message in place of the bytes from `from` to `to`. The rest, which may be large, is not copied. */
function rename(message: Buffer, { from, to, name }: { from: number; to: number; name: string }): Buffer[] {
  const head = Buffer.concat([message.subarray(0, from), Buffer.from(name)]);
  const rest = message.subarray(to);
  head.writeInt32BE(head.length + rest.length - 1, 1);
  return [head, rest];
}
