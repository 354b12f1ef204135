import pg from "pg";
import { startPostgresProcess } from "./postgres-process";

const [dataDir = ""] = process.argv.slice(2);
const { pid, url } = await startPostgresProcess({ dataDir });
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query("create table committed (a int)");
await client.query("insert into committed values (1)");
await client.query("begin");
await client.query("insert into committed values (2)");
process.send?.(pid);
