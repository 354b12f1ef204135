import type { ByteQueue } from "./byte-queue";
import { ProtocolViolation } from "./protocol-violation";

const MIN_STARTUP_BYTES = 8;
const MAX_STARTUP_BYTES = 10_000; // what Postgres itself allows

/** Takes one startup packet (a length and a body) from the queue, or null while it is incomplete. */
export function takeStartupPacket(queue: ByteQueue): Buffer | null {
  const header = queue.peek(4);
  if (!header) return null;

  const length = header.readInt32BE(0);
  if (length < MIN_STARTUP_BYTES || length > MAX_STARTUP_BYTES) {
    throw new ProtocolViolation("08P01", "invalid length of startup packet");
  }
  return queue.take(length);
}

/** Takes one whole message (type, length and body) from the queue, or null while it is incomplete. */
export function takeMessage(queue: ByteQueue, maxBytes: number): Buffer | null {
  const header = queue.peek(5);
  if (!header) return null;

  const length = header.readInt32BE(1);
  if (length < 4) throw new ProtocolViolation("08P01", "invalid message length");
  if (length > maxBytes) {
    throw new ProtocolViolation("54000", `a message of ${length} bytes is over the limit of ${maxBytes}`);
  }
  return queue.take(1 + length);
}

/** The letter that says what a message is. */
export function messageType(message: Buffer): string {
  return message.toString("latin1", 0, 1);
}

/** Where each message in a run of whole messages begins and ends. */
export function* eachMessage(run: Buffer): Generator<{ type: string; start: number; end: number }> {
  for (let start = 0; start + 5 <= run.length; ) {
    const length = run.readInt32BE(start + 1);
    if (length < 4) throw new Error("the run does not consist of messages");
    const end = start + 1 + length;
    yield { type: run.toString("latin1", start, start + 1), start, end };
    start = end;
  }
}
