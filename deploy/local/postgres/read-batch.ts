import { messageType } from "./message-framing";
import type { MessageReader } from "./message-reader";
import { ProtocolViolation } from "./protocol-violation";

const endsBatch = "SQHF"; // Sync, Query, Flush, FunctionCall
const continuesBatch = "PBDEC"; // Parse, Bind, Describe, Execute, Close
const ofRefusedCopy = "dcf"; // CopyData, CopyDone, CopyFail: sent before the client had read that there is no COPY
const terminate = "X";

/**
 * Reads the messages that must run in one piece: all up to the one that asks for an answer. Null: the client leaves.
 * Types that Postgres does not know are refused here, because PGlite dies of them.
 */
export async function readBatch(reader: MessageReader, maxBytes: number): Promise<Buffer[] | null> {
  const batch: Buffer[] = [];
  let left = maxBytes;
  for (;;) {
    const message = await reader.message(left);
    if (!message) return null;

    const type = messageType(message);
    if (type === terminate) return null;
    if (ofRefusedCopy.includes(type)) continue;
    if (!endsBatch.includes(type) && !continuesBatch.includes(type)) {
      throw new ProtocolViolation("08P01", `invalid frontend message type ${message[0]}`);
    }

    batch.push(message);
    left -= message.length;
    if (endsBatch.includes(type)) return batch;
  }
}
