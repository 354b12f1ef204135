import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteQueue } from "./byte-queue";
import { eachMessage, takeMessage, takeStartupPacket } from "./message-framing";
import { int32, message } from "./messages";

const MAX_BYTES = 1_000;

const aMessage = fc
  .tuple(fc.constantFrom(..."QPBDESHC"), fc.uint8Array({ maxLength: 60 }))
  .map(([type, body]) => message(type, Buffer.from(body)));

/** Cuts bytes at any places, empty pieces included. */
const inPieces = (bytes: Buffer) =>
  fc.array(fc.nat(bytes.length)).map((cuts) => {
    const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
    return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
  });

function readAll(pieces: Buffer[]): Buffer[] {
  const queue = new ByteQueue();
  return pieces.flatMap((piece) => {
    queue.push(piece);
    return [...untilNull(() => takeMessage(queue, MAX_BYTES))];
  });
}

function* untilNull<Value>(take: () => Value | null): Generator<Value> {
  for (let value = take(); value !== null; value = take()) yield value;
}

describe("takeMessage", () => {
  it("finds the same messages however the bytes are split", () => {
    const split = fc
      .array(aMessage, { maxLength: 8 })
      .chain((sent) => fc.tuple(fc.constant(sent), inPieces(Buffer.concat(sent))));
    fc.assert(
      fc.property(split, ([sent, pieces]) => {
        expect(readAll(pieces)).toEqual(sent);
      }),
    );
  });

  it("holds back a message of which the last byte is missing", () => {
    const sent = message("Q", "select 1\0");
    expect(readAll([sent.subarray(0, -1)])).toEqual([]);
  });

  it.each([
    ["a length below that of the length itself", 3, "08P01"],
    ["a negative length", -1, "08P01"],
    ["a length over the limit, before its bytes have come", MAX_BYTES + 1, "54000"],
  ])("refuses %s", (_, length, sqlState) => {
    const header = Buffer.concat([Buffer.from("Q"), int32(length)]);
    expect(() => readAll([header])).toThrow(expect.objectContaining({ sqlState }));
  });
});

describe("takeStartupPacket", () => {
  it("waits for the whole packet", () => {
    const queue = new ByteQueue();
    const packet = Buffer.concat([int32(9), int32(196608), Buffer.from([0])]);
    queue.push(packet.subarray(0, 6));
    expect(takeStartupPacket(queue)).toBeNull();
    queue.push(packet.subarray(6));
    expect(takeStartupPacket(queue)).toEqual(packet);
  });

  it.each([["GET / HTTP/1.1\r\n"], ["\0\0\0\x07abc"], ["\x7f\xff\xff\xff"]])("refuses the length in %j", (sent) => {
    const queue = new ByteQueue();
    queue.push(Buffer.from(sent, "latin1"));
    expect(() => takeStartupPacket(queue)).toThrow("invalid length of startup packet");
  });
});

describe("eachMessage", () => {
  it("walks a run of whole messages", () => {
    fc.assert(
      fc.property(fc.array(aMessage), (sent) => {
        const run = Buffer.concat(sent);
        expect(Array.from(eachMessage(run), ({ start, end }) => run.subarray(start, end))).toEqual(sent);
      }),
    );
  });
});
