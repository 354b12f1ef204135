import { once } from "node:events";
import { connect, Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { cstring, int32, message, query } from "./messages";
import { startTestServer } from "./test-server";

const MAX_BATCH_BYTES = 100_000;

let server: Awaited<ReturnType<typeof startTestServer>>;
const sockets: Socket[] = [];
const warnings: string[] = [];

beforeAll(async () => {
  server = await startTestServer({
    handshakeTimeoutMs: 300,
    maxBatchBytes: MAX_BATCH_BYTES,
    maxConnections: 10,
    onWarning: (event) => warnings.push(event),
  });
});
afterEach(async () => {
  await server.closeClients();
  for (const socket of sockets.splice(0)) socket.destroy();
  expect(warnings.splice(0)).not.toContain("postgres.connection_failed");
});
afterAll(() => server.close());

/** A connection without a driver. `end` resolves with all that came when the server closes it. */
async function dial(): Promise<{ socket: Socket; end: Promise<string> }> {
  const socket = connect(server.port, "127.0.0.1");
  sockets.push(socket);
  socket.on("error", () => {});
  await once(socket, "connect");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  return { socket, end: once(socket, "close").then(() => Buffer.concat(chunks).toString("latin1")) };
}

/** The socket of a client that is logged in, to do with it what no driver does. */
async function loggedInSocket(): Promise<Socket> {
  const { stream } = (await server.connect()).connection;
  if (!(stream instanceof Socket)) throw new Error("the driver does not use TCP");
  return stream;
}

const stillWorks = async () => {
  const client = await server.connect();
  expect((await client.query("select 1 as a")).rows).toEqual([{ a: 1 }]);
};

const startup = (...pairs: string[]) => {
  const body = Buffer.concat([int32(196608), ...pairs.map(cstring), Buffer.from([0])]);
  return Buffer.concat([int32(body.length + 4), body]);
};

describe("before the login", () => {
  it.each([
    ["garbage", Buffer.from("GET / HTTP/1.1\r\n\r\n"), "08P01"],
    ["a giant length", int32(2 ** 31 - 1), "08P01"],
    ["an old protocol", Buffer.concat([int32(8), int32(2 << 16)]), "0A000"],
    ["a query in place of a password", Buffer.concat([startup("user", "postgres"), query("select 1")]), "08P01"],
    [
      "a startup packet with a string that does not end",
      Buffer.concat([int32(12), int32(196608), Buffer.from("user")]),
      "08P01",
    ],
    [
      "another mechanism",
      Buffer.concat([startup("user", "postgres"), message("p", cstring("PLAIN"), int32(0))]),
      "08P01",
    ],
  ])("%s is refused", async (_, sent, sqlState) => {
    const { socket, end } = await dial();
    socket.write(sent);
    expect(await end).toContain(`C${sqlState}`);
    await stillWorks();
  });

  it("half a startup packet is waited for only so long", async () => {
    const { socket, end } = await dial();
    socket.write(startup("user", "postgres").subarray(0, 9));
    expect(await end).toBe("");
    await stillWorks();
  });

  it("SSL and GSS encryption are declined, and the login goes on", async () => {
    const { socket } = await dial();
    socket.write(Buffer.concat([int32(8), int32(80877103)]));
    expect((await once(socket, "data"))[0].toString()).toBe("N");
    socket.write(Buffer.concat([int32(8), int32(80877104)]));
    expect((await once(socket, "data"))[0].toString()).toBe("N");
    socket.write(startup("user", "postgres"));
    expect((await once(socket, "data"))[0].toString("latin1")).toContain("SCRAM-SHA-256");
  });

  it("a request to cancel is taken and has no effect", async () => {
    const { socket, end } = await dial();
    socket.write(Buffer.concat([int32(16), int32(80877102), int32(1), int32(2)]));
    expect(await end).toBe("");
  });

  it("a client too many is told so", async () => {
    const others = await Promise.all(Array.from({ length: 10 }, () => dial()));
    const { end } = await dial();
    expect(await end).toContain("C53300");
    for (const { socket } of others) socket.destroy();
    await Promise.all(others.map(({ end }) => end));
    await expect.poll(async () => stillWorks().then(() => "works", String)).toBe("works");
  });
});

describe("after the login", () => {
  it.each([
    ["an unknown message type", message("y", "abc"), "08P01"],
    ["a length that cannot be", Buffer.concat([Buffer.from("Q"), int32(2)]), "08P01"],
    ["a message over the limit", Buffer.concat([Buffer.from("Q"), int32(MAX_BATCH_BYTES + 1)]), "54000"],
    ["a batch over the limit", Buffer.concat(Array(3).fill(message("P", Buffer.alloc(MAX_BATCH_BYTES / 2)))), "54000"],
    ["a query without an end", message("Q", "select 1"), "08P01"],
  ])("%s ends the connection", async (_, sent, code) => {
    const client = await server.connect();
    const failure = once(client, "error");
    client.connection.stream.write(sent);
    expect((await failure)[0]).toMatchObject({ code });
    await stillWorks();
  });

  it("a malformed Bind is an error like any other", async () => {
    const client = await server.connect();
    const failure = once(client, "error");
    client.connection.stream.write(Buffer.concat([message("B", "\0\0\0"), message("S")]));
    await failure;
    await stillWorks();
  });

  it.each([
    ["in the middle of a message", Buffer.concat([Buffer.from("Q"), int32(1_000), Buffer.from("select")])],
    ["with a batch that it does not end", message("P", cstring(""), cstring("select 1"), "\0\0")],
    ["before it reads its result", query("select repeat('x', 20000000)")],
    ["with an open transaction", query("begin; create table never (a int)")],
    [
      "after an error, with no Sync",
      Buffer.concat([message("P", cstring(""), cstring("selec"), "\0\0"), message("H")]),
    ],
  ])("a client that vanishes %s disturbs nobody", async (_, sent) => {
    const socket = await loggedInSocket();
    await new Promise((written) => socket.write(sent, written));
    socket.resetAndDestroy();
    await stillWorks();
    const client = await server.connect();
    expect((await client.query("select to_regclass('never') as it")).rows).toEqual([{ it: null }]);
  });

  it("a batch that is not finished is not committed", async () => {
    const client = await server.connect();
    await client.query("create table if not exists unfinished (a int)");
    const socket = await loggedInSocket();
    const insert = [
      message("P", cstring(""), cstring("insert into unfinished values (1)"), "\0\0"),
      message("B", cstring(""), cstring(""), Buffer.alloc(6)),
      message("E", cstring(""), int32(0)),
      message("H"),
    ];
    const answer = once(socket, "data");
    socket.write(Buffer.concat(insert));
    await answer;
    socket.resetAndDestroy();
    expect((await client.query("select count(*)::int as n from unfinished")).rows).toEqual([{ n: 0 }]);
  });

  it("an unnamed statement parsed in one batch is there in the next, whatever others did between", async () => {
    const [one, two] = [await server.connect(), await server.connect()];
    const { stream } = one.connection;
    stream.write(Buffer.concat([message("P", cstring(""), cstring("select 'mine'"), "\0\0"), message("S")]));
    await once(one.connection, "readyForQuery");
    await two.query("select $1::text", ["theirs"]);
    await two.query("begin");
    await two.query("listen jobs");
    await two.end();

    const row = once(one.connection, "dataRow");
    stream.write(
      Buffer.concat([
        message("B", cstring(""), cstring(""), Buffer.alloc(6)),
        message("E", cstring(""), int32(0)),
        message("S"),
      ]),
    );
    expect((await row)[0].fields).toEqual(["mine"]);
  });
});

describe("a database that fails", () => {
  it("is an error for the one connection, and the others go on", async () => {
    const [one, two] = [await server.connect(), await server.connect()];
    const { db } = server;
    const real = db.execProtocolRawStream.bind(db);
    db.execProtocolRawStream = async () => {
      db.execProtocolRawStream = real;
      throw new Error("out of luck");
    };
    await expect(one.query("select 1")).rejects.toMatchObject({ code: "XX000" });
    expect((await two.query("select 2 as a")).rows).toEqual([{ a: 2 }]);
    expect((await one.query("select 1 as a")).rows).toEqual([{ a: 1 }]);
  });
});
