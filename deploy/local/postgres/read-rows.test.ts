import { expect, it } from "vitest";
import { errorResponse, int32, message, readyForQuery } from "./messages";
import { readRows } from "./read-rows";

const column = (text: string) => Buffer.concat([int32(Buffer.byteLength(text)), Buffer.from(text)]);

it("reads texts and nulls", () => {
  const rows = [message("D", "\0\x02", column("ä"), int32(-1)), message("D", "\0\x02", column(""), column("b"))];
  expect(readRows(Buffer.concat([...rows, message("C", "SELECT 2\0"), readyForQuery("I")]))).toEqual([
    ["ä", null],
    ["", "b"],
  ]);
});

it("throws the error of the backend", () => {
  expect(() => readRows(errorResponse("ERROR", "42P01", "no such table"))).toThrow("no such table");
});
