import pg from "pg";

const client = new pg.Client({ connectionString: process.argv[2] });
await client.connect();
await client.query("begin");
await client.query("insert into owned values (1)");
process.send?.("in transaction");
