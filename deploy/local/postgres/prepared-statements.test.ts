import { describe, expect, it } from "vitest";
import { eachMessage } from "./message-framing";
import { cstring, message, readCString } from "./messages";
import { type HeldStatements, PreparedStatements } from "./prepared-statements";

const parse = (name: string, sql: string) => message("P", cstring(name), cstring(sql), Buffer.alloc(2));
const bind = (name: string) => message("B", cstring(""), cstring(name), Buffer.alloc(6));
const names = (messages: Buffer[]) => {
  const run = Buffer.concat(messages);
  return Array.from(eachMessage(run), ({ type, start }) => {
    const name = type === "B" ? readCString(run, readCString(run, start + 5).end) : readCString(run, start + 5);
    return `${type} ${name.text}`;
  });
};

function twoConnections(): [PreparedStatements, PreparedStatements] {
  const held: HeldStatements = new Map();
  return [new PreparedStatements(1, held), new PreparedStatements(2, held)];
}

describe("PreparedStatements", () => {
  it("gives equal names of two connections different names in the backend", () => {
    const [one, two] = twoConnections();
    expect(names(one.parse(parse("s", "select 1")))).toEqual(["P 1:s"]);
    expect(names(two.parse(parse("s", "select 2")))).toEqual(["P 2:s"]);
  });

  it("keeps long names apart that differ only at their end", () => {
    const [one] = twoConnections();
    const held = ["a", "b"].flatMap((end) => names(one.parse(parse("x".repeat(62) + end, "select 1"))));
    expect(new Set(held).size).toBe(2);
    for (const name of held) expect(name.length).toBeLessThanOrEqual(2 + 63);
  });

  it("parses the unnamed statement again when another connection has replaced it", () => {
    const [one, two] = twoConnections();
    for (const connection of [one, two]) {
      connection.parse(parse("", "select 1"));
      expect(connection.parseCompleted()).toBe(true);
      connection.ready();
    }

    expect(names(one.use(bind(""), 6))).toEqual(["P ", "B "]);
    expect(one.parseCompleted(), "the client has not asked for it").toBe(false);
    one.ready();
    expect(names(one.use(bind(""), 6))).toEqual(["B "]);
    expect(names(two.use(bind(""), 6))).toEqual(["P ", "B "]);
  });

  it("does not bring back an unnamed statement that a simple query has dropped", () => {
    const [one] = twoConnections();
    one.parse(parse("", "select 1"));
    one.parseCompleted();
    one.ready();
    one.simpleQuery();
    one.ready();
    expect(names(one.use(bind(""), 6))).toEqual(["B "]);
  });

  it("parses again what another connection has dropped with DISCARD ALL", () => {
    const [one, two] = twoConnections();
    one.parse(parse("s", "select 1"));
    one.parseCompleted();
    one.ready();
    two.allDropped();
    expect(names(one.use(bind("s"), 6))).toEqual(["P 1:s", "B 1:s"]);
  });

  it("does not remember a statement that did not parse", () => {
    const [one] = twoConnections();
    one.parse(parse("s", "selec"));
    one.ready();
    expect(names(one.use(bind("s"), 6))).toEqual(["B 1:s"]);
    expect(one.closeAll()).toEqual([]);
  });

  it("closes on leaving what is its own", () => {
    const [one, two] = twoConnections();
    for (const connection of [one, two]) {
      connection.parse(parse("s", "select 1"));
      connection.parseCompleted();
      connection.ready();
    }
    expect(one.closeAll()).toEqual([message("C", "S", cstring("1:s"))]);
    expect(one.closeAll()).toEqual([]);
  });
});
