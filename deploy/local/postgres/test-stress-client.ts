import { setTimeout } from "node:timers/promises";
import pg from "pg";

/** What one stress client has seen. An operation is a query with its answer compared, or a whole transaction. */
export type StressReport = { operations: number; wrong: string[]; hangs: string[] };

type Operation = (client: pg.Client, tag: string) => Promise<boolean>;

const CONNECTIONS = 4;
const HANG_MS = 20_000; // far above the longest wait behind eleven other connections

const firstValue = async (client: pg.Client, query: pg.QueryConfig) =>
  Object.values((await client.query(query)).rows[0])[0];
const failsWith = (code: string, query: Promise<unknown>) =>
  query.then(
    () => false,
    (error: unknown) => error instanceof pg.DatabaseError && error.code === code,
  );

const operations: Record<string, Operation> = {
  "large parameter": async (client, tag) => {
    const sent = tag + "x".repeat(200_000);
    return (await firstValue(client, { text: "select $1::text", values: [sent] })) === sent;
  },
  "large result": async (client, tag) => {
    const { rows } = await client.query("select $1 || i as v from generate_series(1, 2000) i", [tag]);
    return rows.length === 2000 && rows.every(({ v }, index) => v === `${tag}${index + 1}`);
  },
  "named statement": async (client, tag) =>
    (await firstValue(client, { name: "echo", text: "select $1::text", values: [tag] })) === tag,
  "simple query": async (client, tag) => (await firstValue(client, { text: `select '${tag}'` })) === tag,
  "syntax error": (client) => failsWith("42601", client.query("selec")),
  "error with parameters": (client) => failsWith("22P02", client.query("select $1::int", ["none"])),
  "committed transaction": async (client, tag) => {
    await client.query("begin");
    for (let row = 0; row < 3; row++) await client.query("insert into stress (tag) values ($1)", [tag]);
    await client.query("commit");
    return (await firstValue(client, { text: "select count(*)::int from stress where tag = $1", values: [tag] })) === 3;
  },
  "failed transaction": async (client, tag) => {
    await client.query("begin");
    await client.query("insert into stress (tag) values ($1)", [tag]);
    const failed = await failsWith("22012", client.query("select 1 / $1::int", [0]));
    await client.query("rollback");
    return (
      failed &&
      (await firstValue(client, { text: "select count(*)::int from stress where tag = $1", values: [tag] })) === 0
    );
  },
};

const [url = "", seconds = "1", clientName = ""] = process.argv.slice(2);
const report: StressReport = { operations: 0, wrong: [], hangs: [] };
const until = Date.now() + Number(seconds) * 1_000;

await Promise.all(Array.from({ length: CONNECTIONS }, (_, index) => stress(`${clientName}.${index}`)));
process.send?.(report);

async function stress(connectionName: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const names = Object.keys(operations);
  for (let round = 0; Date.now() < until; round++) {
    const name = names[(round * 7 + Math.floor(Math.random() * 3)) % names.length] ?? "";
    const tag = `${connectionName}.${round}:`;
    const outcome = await Promise.race([
      operations[name]?.(client, tag).catch((error: unknown) => String(error)),
      setTimeout(HANG_MS, "hang", { ref: false }),
    ]);
    report.operations++;
    if (outcome === "hang") {
      report.hangs.push(`${name} ${tag}`);
      return;
    }
    if (outcome !== true) report.wrong.push(`${name} ${tag} ${outcome}`);
  }
  await client.end();
}
