import { eachMessage } from "./message-framing";
import { readCString } from "./messages";

/** The rows in the answer to a simple query, as text. Throws what the backend says if it failed. */
export function readRows(response: Buffer): (string | null)[][] {
  const rows: (string | null)[][] = [];
  for (const { type, start, end } of eachMessage(response)) {
    if (type === "D") rows.push([...columns(response.subarray(start, end))]);
    if (type === "E") throw new Error(errorText(response.subarray(start, end)));
  }
  return rows;
}

function* columns(dataRow: Buffer): Generator<string | null> {
  for (let at = 7; at < dataRow.length; ) {
    const length = dataRow.readInt32BE(at);
    at += 4;
    yield length === -1 ? null : dataRow.toString("utf8", at, at + length);
    at += Math.max(length, 0);
  }
}

function errorText(errorResponse: Buffer): string {
  for (let at = 5; at < errorResponse.length && errorResponse[at] !== 0; ) {
    const field = readCString(errorResponse, at);
    if (field.text.startsWith("M")) return field.text.slice(1);
    at = field.end;
  }
  return "unknown error";
}
