import { ProtocolViolation } from "./protocol-violation";

/** What a connection may do next: idle, in a transaction, or in one that has failed. */
export type TransactionStatus = "I" | "T" | "E";

/** Builds one message: its type, its length, its body. */
export function message(type: string, ...body: (Buffer | string)[]): Buffer {
  const parts = body.map((part) => (typeof part === "string" ? Buffer.from(part) : part));
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  return Buffer.concat([Buffer.from(type, "latin1"), int32(length), ...parts]);
}

/** A zero-terminated string. */
export function cstring(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value | 0);
  return bytes;
}

export const sync = message("S");
export const query = (sql: string) => message("Q", cstring(sql));
export const closeStatement = (name: string) => message("C", "S", cstring(name));

/** Ends a COPY FROM STDIN that the message before it may have begun; the backend ignores it in any other state. */
export const copyFail = message("f", cstring("not supported"));

export const authenticationOk = message("R", int32(0));
export const authenticationSasl = message("R", int32(10), cstring("SCRAM-SHA-256"), "\0");
export const authenticationSaslContinue = (data: string) => message("R", int32(11), data);
export const authenticationSaslFinal = (data: string) => message("R", int32(12), data);
export const backendKeyData = (processId: number, secret: number) => message("K", int32(processId), int32(secret));
export const parameterStatus = (name: string, value: string) => message("S", cstring(name), cstring(value));
export const readyForQuery = (status: TransactionStatus) => message("Z", status);

/** Tells a client of protocol 3.x, x > 0, that 3.0 is spoken here and which of its options are not known. */
export const negotiateProtocolVersion = (unknownOptions: string[]) =>
  message("v", int32(0), int32(unknownOptions.length), ...unknownOptions.map(cstring));

/** An ErrorResponse. `FATAL` tells the client that its connection ends with it. */
export function errorResponse(severity: "ERROR" | "FATAL", sqlState: string, text: string): Buffer {
  const fields = { S: severity, V: severity, C: sqlState, M: text };
  return message("E", ...Object.entries(fields).map(([field, value]) => cstring(field + value)), "\0");
}

/** Reads the zero-terminated string that begins at `start`; `end` is the place after its zero. */
export function readCString(bytes: Buffer, start: number): { text: string; end: number } {
  const zero = bytes.indexOf(0, start);
  if (zero === -1) throw new ProtocolViolation("08P01", "invalid string in message");
  return { text: bytes.toString("utf8", start, zero), end: zero + 1 };
}
