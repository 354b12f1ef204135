import { eachMessage } from "./message-framing";
import { errorResponse, readCString, type TransactionStatus } from "./messages";
import type { Session } from "./session";

/** What the backend answered: what the client gets of it, and what the others must be told. */
export type Response = {
  forClient: Buffer[];
  notifications: { channel: string; message: Buffer }[];
  isReady: boolean;
};

const copyRefusal = errorResponse("ERROR", "0A000", "COPY FROM STDIN is not supported by the embedded database");

/** Reads the backend's answer to a batch, updates the session, and cuts out what is not for its client. */
export function readResponse(bytes: Buffer, session: Session): Response {
  const response: Response = { forClient: [], notifications: [], isReady: false };
  let isCopyRefused = false;
  let keptFrom = 0;

  const replace = ({ start, end }: { start: number; end: number }, ...replacement: Buffer[]) => {
    if (keptFrom < start) response.forClient.push(bytes.subarray(keptFrom, start));
    response.forClient.push(...replacement);
    keptFrom = end;
  };

  for (const part of eachMessage(bytes)) {
    switch (part.type) {
      case "1": // ParseComplete
        if (!session.statements.parseCompleted()) replace(part);
        break;
      case "3": // CloseComplete
        session.statements.closeCompleted();
        break;
      case "A": // NotificationResponse
        response.notifications.push(notification(bytes.subarray(part.start, part.end)));
        if (!session.subscriptions.channels.has(response.notifications.at(-1)?.channel ?? "")) replace(part);
        break;
      case "C": // CommandComplete
        session.noteCommand(readCString(bytes, part.start + 5).text);
        break;
      case "G": // CopyInResponse: the CopyFail behind the query turns it into an error
        isCopyRefused = true;
        replace(part);
        break;
      case "E": // ErrorResponse
        session.isSkipping = true;
        if (isCopyRefused) replace(part, copyRefusal);
        break;
      case "Z": // ReadyForQuery
        session.noteReady(transactionStatus(bytes.toString("latin1", part.start + 5, part.start + 6)));
        response.isReady = true;
        isCopyRefused = false;
        break;
    }
  }
  replace({ start: bytes.length, end: bytes.length });
  return response;
}

function notification(message: Buffer): { channel: string; message: Buffer } {
  return { channel: readCString(message, 9).text, message };
}

function transactionStatus(letter: string): TransactionStatus {
  return letter === "T" || letter === "E" ? letter : "I";
}
