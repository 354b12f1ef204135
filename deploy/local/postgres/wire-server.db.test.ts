import { once } from "node:events";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startTestServer } from "./test-server";

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  server = await startTestServer({ idleInTransactionTimeoutMs: 500 });
});
afterEach(() => server.closeClients());
afterAll(() => server.close());

const text = { rowMode: "array" } as const;
const first = async (client: pg.Client | pg.Pool, sql: string, values: unknown[] = []) =>
  (await client.query({ ...text, text: sql, values })).rows[0]?.[0];

describe("login", () => {
  it("tells the client what it needs to know", async () => {
    const client = await server.connect();
    const parameters = new Map<string, string>();
    const other = new pg.Client({ connectionString: server.url });
    other.connection.on("parameterStatus", (message: { parameterName: string; parameterValue: string }) =>
      parameters.set(message.parameterName, message.parameterValue),
    );
    await other.connect();
    await other.end();

    expect(Object.fromEntries(parameters)).toMatchObject({
      client_encoding: "UTF8",
      DateStyle: "ISO, MDY",
      TimeZone: "UTC",
      integer_datetimes: "on",
      standard_conforming_strings: "on",
    });
    expect(parameters.get("server_version")).toBe(await first(client, "show server_version"));
  });

  it.each([
    ["a wrong password", { password: "wrong" }, "28P01"],
    ["an unknown user", { user: "nobody" }, "28P01"],
    ["another database", { database: "other" }, "3D000"],
  ])("refuses %s", async (_, config, code) => {
    const { port } = server;
    const right = {
      host: "127.0.0.1",
      port,
      user: "postgres",
      database: "postgres",
      password: "correct horse battery staple",
    };
    await expect(new pg.Client({ ...right, ...config }).connect()).rejects.toMatchObject({ code });
  });

  it("answers a client that asks for TLS that there is none", async () => {
    const client = new pg.Client({ connectionString: server.url, ssl: true });
    await expect(client.connect()).rejects.toThrow("does not support SSL");
  });
});

describe("two connections", () => {
  it("may use one name for two prepared statements", async () => {
    const [one, two] = [await server.connect(), await server.connect()];
    await one.query("create temp table only_one (a int)");
    for (let round = 0; round < 3; round++) {
      expect((await one.query({ name: "s", text: "select 1 as a" })).rows).toEqual([{ a: 1 }]);
      expect((await two.query({ name: "s", text: "select 'two' as b" })).rows).toEqual([{ b: "two" }]);
    }
  });

  it("keep their prepared statements when a third says DISCARD ALL", async () => {
    const [one, two] = [await server.connect(), await server.connect()];
    const named = { name: "s", text: "select 1 as a" };
    await one.query(named);
    await two.query("DISCARD ALL");
    expect((await one.query(named)).rows).toEqual([{ a: 1 }]);
  });

  it("leave no prepared statement behind", async () => {
    const one = await server.connect();
    await one.query({ name: "left behind", text: "select 1" });
    await one.end();
    const two = await server.connect();
    await expect
      .poll(() => first(two, "select count(*)::int from pg_prepared_statements where name like '%left behind'"))
      .toBe(0);
  });

  it("hear each other's notifications, each on its own channels", async () => {
    const [one, two, three] = [await server.connect(), await server.connect(), await server.connect()];
    const heard: string[] = [];
    for (const [name, client] of Object.entries({ one, two })) {
      client.on("notification", ({ channel, payload }) => heard.push(`${name} ${channel} ${payload}`));
    }
    await one.query("LISTEN jobs");
    await two.query('LISTEN "Other"');
    await three.query("select pg_notify('jobs', $1)", ["a"]);
    await three.query("NOTIFY \"Other\", 'b'");
    await one.query("NOTIFY jobs, 'c'");
    await expect.poll(() => heard).toEqual(["one jobs a", "two Other b", "one jobs c"]);
  });

  it("go on listening when another one stops", async () => {
    const [one, two, three] = [await server.connect(), await server.connect(), await server.connect()];
    const heard = once(one, "notification");
    for (const client of [one, two, three]) await client.query("LISTEN jobs");
    await two.query("UNLISTEN *");
    await three.end();
    await two.query("NOTIFY jobs, 'still'");
    expect((await heard)[0]).toMatchObject({ payload: "still" });
  });

  it("wait for each other's transactions", async () => {
    const [one, two] = [await server.connect(), await server.connect()];
    await one.query("create table if not exists waited (a int)");
    await one.query("begin");
    await one.query("insert into waited values (1)");
    const seen = first(two, "select count(*)::int from waited");
    await one.query("insert into waited values (2)");
    await one.query("commit");
    expect(await seen).toBe(2);
  });
});

describe("a transaction", () => {
  it("is rolled back when its client leaves, and frees the backend", async () => {
    const [one, two] = [await server.connect(), await server.connect()];
    await one.query("create table if not exists left_open (a int)");
    await one.query("begin");
    await one.query("insert into left_open values (1)");
    const seen = first(two, "select count(*)::int from left_open");
    await one.end();
    expect(await seen).toBe(0);
  });

  it("is ended when it is idle for too long", async () => {
    const [one, two] = [await server.connect(), await server.connect()];
    const failure = once(one, "error");
    await one.query("create table if not exists idled (a int)");
    await one.query("begin");
    await one.query("insert into idled values (1)");
    expect(await first(two, "select count(*)::int from idled")).toBe(0);
    expect((await failure)[0]).toMatchObject({ code: "25P03" });
  });

  it("is not ended while it works, however long it takes", async () => {
    const one = await server.connect();
    await one.query("begin");
    for (let query = 0; query < 4; query++) await one.query("select pg_sleep(0.2)");
    expect(await first(one, "select 1")).toBe(1);
    await one.query("commit");
  });

  it("can be had thirty times at once, each reading what it writes", async () => {
    const pool = server.pool(5);
    await pool.query("create table if not exists counter (value int)");
    await pool.query("delete from counter");
    await pool.query("insert into counter values (0)");
    await Promise.all(
      Array.from({ length: 30 }, async () => {
        const client = await pool.connect();
        await client.query("begin");
        const { rows } = await client.query("select value from counter for update");
        await client.query("update counter set value = $1", [rows[0].value + 1]);
        await client.query("commit");
        client.release();
      }),
    );
    expect(await first(pool, "select value from counter")).toBe(30);
  });
});

describe("a client", () => {
  it("is refused COPY FROM STDIN and can go on", async () => {
    const client = await server.connect();
    await client.query("create table if not exists copied (a int)");
    await expect(client.query("COPY copied FROM STDIN")).rejects.toMatchObject({ code: "0A000" });
    await expect(client.query("select 1; COPY copied FROM STDIN; select 2")).rejects.toMatchObject({ code: "0A000" });
    await expect(client.query({ name: "copy", text: "COPY copied FROM STDIN" })).rejects.toMatchObject({
      code: "0A000",
    });
    expect(await first(client, "select count(*)::int from copied")).toBe(0);
  });

  it.each([
    ["a simple query", "selec", []],
    ["a query with parameters", "select $1::int", ["no number"]],
  ])("can go on after an error in %s", async (_, sql, values) => {
    const client = await server.connect();
    await expect(client.query(sql, values)).rejects.toThrow();
    expect(await first(client, "select $1::int", [1])).toBe(1);
  });

  it("can roll back a transaction that has failed", async () => {
    const client = await server.connect();
    await client.query("begin");
    await expect(client.query("select 1 / $1::int", [0])).rejects.toMatchObject({ code: "22012" });
    await expect(client.query("select 1")).rejects.toMatchObject({ code: "25P02" });
    await client.query("rollback");
    expect(await first(client, "select 1")).toBe(1);
  });

  it("may send many queries without waiting for answers", async () => {
    const client = await server.connect();
    const answers = await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) => first(client, index % 10 === 9 ? "selec" : "select $1::int", [index])),
    );
    answers.forEach((answer, index) => {
      if (index % 10 === 9) expect(answer.status).toBe("rejected");
      else expect(answer).toEqual({ status: "fulfilled", value: index });
    });
  });

  it("gets a result of 50 MB and may send a parameter of 20 MB", async () => {
    const [one, two] = [await server.connect(), await server.connect()];
    const large = first(one, "select repeat('x', 50000000)");
    expect(await first(two, "select length($1)", ["y".repeat(20_000_000)])).toBe(20_000_000);
    expect(await large).toHaveLength(50_000_000);
  });

  it("can store and search vectors", async () => {
    const client = await server.connect();
    await client.query("create extension if not exists vector");
    expect(await first(client, "select $1::vector(3) <=> $2::vector(3)", ["[1,0,0]", "[0,1,0]"])).toBe(1);
  });
});

describe("answers", () => {
  it("never go to another client, however large the parameters", async () => {
    const pools = [server.pool(4), server.pool(4)];
    const wrong: string[] = [];
    await Promise.all(
      Array.from({ length: 400 }, async (_, index) => {
        const sent = `${index}:${"z".repeat(300_000)}`;
        const pool = pools[index % 2];
        const back = pool && (await first(pool, "select $1::text", [sent]));
        if (back !== sent) wrong.push(`${index} got ${String(back).slice(0, 20)}`);
      }),
    );
    expect(wrong).toEqual([]);
  });
});
