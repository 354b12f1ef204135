import type { PGlite } from "@electric-sql/pglite";
import { eachMessage, messageType } from "./message-framing";
import { errorResponse, query, readyForQuery, sync } from "./messages";
import type { HeldStatements } from "./prepared-statements";
import { readResponse } from "./read-response";
import { readRows } from "./read-rows";
import { Session } from "./session";
import { listenToExactly } from "./subscriptions";
import { TurnQueue } from "./turn-queue";

/** What a batch has brought: the answer, and whether others may use the backend now. */
type Exchange = { forClient: Buffer[]; isFree: boolean };

const idleTooLong = ["25P03", "terminating connection due to idle-in-transaction timeout"] as const;

/**
 * The one Postgres backend, shared by all connections. A batch runs whole, and a connection keeps the backend
 * until its transaction is over. What a session sets (SET, temporary tables, advisory locks) all of them see.
 */
export class Backend {
  readonly held: HeldStatements = new Map();
  readonly #db: PGlite;
  readonly #idleInTransactionTimeoutMs: number;
  readonly #onBroken: (error: Error) => void;
  readonly #turns = new TurnQueue<Session>();
  readonly #sessions = new Set<Session>();
  readonly #own = new Session(0, this.held, { send: async () => {}, end: () => {}, isOpen: () => true });

  constructor(db: PGlite, options: { idleInTransactionTimeoutMs: number; onBroken: (error: Error) => void }) {
    this.#db = db;
    this.#idleInTransactionTimeoutMs = options.idleInTransactionTimeoutMs;
    this.#onBroken = options.onBroken;
  }

  enter(session: Session): void {
    this.#sessions.add(session);
  }

  /** Waits for the backend, runs a batch on it and sends the answer. Resolves when the client can take more. */
  async run(session: Session, batch: Buffer[]): Promise<void> {
    await this.#turns.take(session);
    clearTimeout(session.idleTimer);
    if (!session.isOpen()) return; // sent away while it waited
    const needsReady = mustEndReady(session, batch);
    const bytes = Buffer.concat(batch.flatMap((message) => session.forBackend(message)));
    const { forClient, isFree } = await this.#exchange(session, bytes, needsReady);

    const sent = session.send(...forClient); // before the next one's turn, which may block this process for long
    if (isFree) this.#turns.release(session);
    else session.idleTimer = setTimeout(() => session.end(...idleTooLong), this.#idleInTransactionTimeoutMs);
    await sent;
  }

  /** Runs a query of the server's own, in its turn. */
  async query(sql: string): Promise<(string | null)[][]> {
    await this.#turns.take(this.#own);
    try {
      return readRows(await this.#executeOwn(query(sql)));
    } finally {
      this.#turns.release(this.#own);
    }
  }

  /** Rolls back what the connection left open, and forgets its statements and channels. */
  async leave(session: Session): Promise<void> {
    clearTimeout(session.idleTimer);
    this.#sessions.delete(session);
    const isOpen = this.#turns.holds(session);
    await this.#turns.take(session);

    // Twice: before Sync, which would commit a batch that was not finished, and after it, for one that had failed.
    const rollback = isOpen ? [query("ROLLBACK"), sync, query("ROLLBACK")] : [];
    const ending = [...rollback, ...session.statements.closeAll()];
    try {
      if (ending.length > 0) readResponse(await this.#executeOwn(...ending, sync), session);
      if (session.subscriptions.channels.size > 0) await this.#listen();
    } catch {
      await this.#recover();
    } finally {
      this.#turns.release(session);
    }
  }

  async #exchange(session: Session, bytes: Buffer, needsReady: boolean): Promise<Exchange> {
    try {
      const response = readResponse(await this.#execute(bytes), session);
      if (needsReady && !response.isReady) throw new Error("it gave no answer");

      this.#notifyOthers(session, response.notifications);
      const isFree = response.isReady && session.status === "I";
      if (isFree && session.subscriptions.transactionEnded()) await this.#listen();
      return { forClient: response.forClient, isFree };
    } catch (error) {
      await this.#recover();
      session.noteReady("I");
      const failure = errorResponse("ERROR", "XX000", `the embedded database failed: ${asError(error).message}`);
      return { forClient: [failure, readyForQuery("I")], isFree: true };
    }
  }

  #notifyOthers(sender: Session, notifications: { channel: string; message: Buffer }[]): void {
    for (const { channel, message } of notifications) {
      for (const session of this.#sessions) {
        if (session !== sender && session.subscriptions.channels.has(channel)) void session.send(message);
      }
    }
  }

  async #listen(): Promise<void> {
    const channels = [...this.#sessions].flatMap(({ subscriptions }) => [...subscriptions.channels]);
    await this.#executeOwn(query(listenToExactly(channels)));
  }

  /** After a failure: a backend that still answers is made clean for the next connection, a dead one is given up. */
  async #recover(): Promise<void> {
    try {
      const answer = await this.#executeOwn(sync, query("ROLLBACK"));
      const hasRun = eachMessage(answer).some(({ type }) => type === "C"); // a broken one still answers the Sync
      if (!hasRun) throw new Error("the database no longer answers");
    } catch (error) {
      this.#onBroken(asError(error));
    }
  }

  /** Runs messages of the server's own. A query among them drops the unnamed statement, whosever it was. */
  #executeOwn(...messages: Buffer[]): Promise<Buffer> {
    this.held.delete("");
    return this.#execute(Buffer.concat(messages));
  }

  async #execute(bytes: Buffer): Promise<Buffer> {
    const chunks: Buffer[] = [];
    const onRawData = (chunk: Uint8Array) => {
      chunks.push(Buffer.from(chunk)); // a copy: the original lies in memory that the next message overwrites
    };
    await this.#db.runExclusive(() => this.#db.execProtocolRawStream(bytes, { onRawData }));
    const [only, ...others] = chunks;
    return only && others.length === 0 ? only : Buffer.concat(chunks);
  }
}

/** Whether the backend must report itself ready after the batch. A query that it skips after an error is not answered. */
function mustEndReady(session: Session, batch: Buffer[]): boolean {
  const last = batch.at(-1);
  if (!last) return false;
  return messageType(last) === "S" || (batch.length === 1 && messageType(last) === "Q" && !session.isSkipping);
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
