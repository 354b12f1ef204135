import type { Socket } from "node:net";
import { ByteQueue } from "./byte-queue";
import { takeMessage, takeStartupPacket } from "./message-framing";

/** Reads whole messages from a socket. It reads only when asked, so a client that sends too fast is slowed by TCP. */
export class MessageReader {
  readonly #socket: Socket;
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #queue = new ByteQueue();

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#chunks = socket.iterator({ destroyOnReturn: false });
  }

  /** The next startup packet, or null when the client has gone. */
  startupPacket(): Promise<Buffer | null> {
    return this.#read(() => takeStartupPacket(this.#queue));
  }

  /** The next message, or null when the client has gone. */
  message(maxBytes: number): Promise<Buffer | null> {
    return this.#read(() => takeMessage(this.#queue, maxBytes));
  }

  /** Throws away whatever else comes. Closing a socket with unread bytes would take our last message back. */
  async discardRest(): Promise<void> {
    await this.#chunks.return?.();
    this.#socket.resume();
  }

  async #read(take: () => Buffer | null): Promise<Buffer | null> {
    for (;;) {
      const taken = take();
      if (taken) return taken;

      const chunk = await this.#chunks.next();
      if (chunk.done) return null;
      this.#queue.push(chunk.value);
    }
  }
}
