import type { Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import type { Backend } from "./backend";
import { handshake, type Login } from "./handshake";
import { MessageReader } from "./message-reader";
import { errorResponse } from "./messages";
import { ProtocolViolation } from "./protocol-violation";
import { readBatch } from "./read-batch";
import { Session } from "./session";

/** What every connection of one server shares. */
export type ConnectionOptions = {
  backend: Backend;
  login: Login;
  handshakeTimeoutMs: number;
  maxBatchBytes: number;
  onWarning: (event: string, facts: Record<string, unknown>) => void;
};

/** The one reason to end a connection that is nobody's fault. */
export const ADMIN_SHUTDOWN = "57P01";

const LINGER_MS = 1_000; // how long a client may take to fetch its last message

/** One client of the wire server, from its first byte to its last. */
export class Connection {
  readonly #id: number;
  readonly #socket: Socket;
  readonly #options: ConnectionOptions;
  #isEnding = false;

  constructor(id: number, socket: Socket, options: ConnectionOptions) {
    this.#id = id;
    this.#socket = socket;
    this.#options = options;
  }

  /** Serves the client until it leaves or is sent away. Never rejects. */
  async serve(): Promise<void> {
    this.#socket.setNoDelay(true);
    this.#socket.on("error", () => this.#socket.destroy()); // its reading end rejects, which ends the loop below
    const reader = new MessageReader(this.#socket);
    try {
      if (await this.#isWelcome(reader)) await this.#answer(reader);
    } catch (error) {
      if (error instanceof ProtocolViolation) this.end(error.sqlState, error.message);
      else if (!this.#socket.destroyed) this.#fail(error);
    } finally {
      if (this.#isEnding) await reader.discardRest();
      else this.#socket.destroySoon();
    }
  }

  /** Sends the client away with a reason. */
  end(sqlState: string, reason: string): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    if (sqlState !== ADMIN_SHUTDOWN) this.#options.onWarning("postgres.connection_ended", { sqlState, reason });
    this.#socket.end(errorResponse("FATAL", sqlState, reason));
    setTimeout(() => this.#socket.destroy(), LINGER_MS).unref();
  }

  /** A fault of ours. It ends this connection, not the database of the others. */
  #fail(error: unknown): void {
    this.#options.onWarning("postgres.connection_failed", { error: error instanceof Error ? error.stack : error });
    this.end("XX000", "internal error");
  }

  async #isWelcome(reader: MessageReader): Promise<boolean> {
    const deadline = setTimeout(() => this.#socket.destroy(), this.#options.handshakeTimeoutMs);
    try {
      const send = (...messages: Buffer[]) => void this.#send(messages);
      return await handshake({ reader, send, connectionId: this.#id }, this.#options.login);
    } finally {
      clearTimeout(deadline);
    }
  }

  async #answer(reader: MessageReader): Promise<void> {
    const { backend, maxBatchBytes } = this.#options;
    const session = new Session(this.#id, backend.held, {
      send: (...messages) => this.#send(messages),
      end: (sqlState, reason) => this.end(sqlState, reason),
      isOpen: () => !this.#isEnding && !this.#socket.destroyed,
    });

    backend.enter(session);
    try {
      while (!this.#isEnding) {
        const batch = await readBatch(reader, maxBatchBytes);
        if (!batch) return;
        await backend.run(session, batch);
        await setImmediate(); // a client that has sent many batches at once lets the others be read too
      }
    } finally {
      await backend.leave(session);
    }
  }

  async #send(messages: Buffer[]): Promise<void> {
    const socket = this.#socket;
    if (this.#isEnding || socket.destroyed) return;

    socket.cork();
    for (const message of messages) socket.write(message);
    socket.uncork();
    if (!socket.writableNeedDrain) return;

    await new Promise<void>((resolve) => {
      const done = () => {
        socket.off("drain", done).off("close", done);
        resolve();
      };
      socket.on("drain", done).on("close", done);
    });
  }
}
