import { parseArgs } from "node:util";
import { say } from "./harness/report";

/** Each benchmark is a module with `run`. What its options mean stands in its own file. */
const benchmarks = {
  import: () => import("./import-feed"),
  fetch: () => import("./fetch-transcripts"),
  search: () => import("./search-library"),
  pages: () => import("./page-times"),
  poll: () => import("./poll-feeds"),
  fuzz: () => import("./fuzz/fuzz-parsers"),
  corpus: () => import("./real-corpus"),
} as const;

const usage = `npm run bench -- <name> [options]

  import   a feed is added: until it is answered, until all is listed   --items 1400 --rounds 5
  fetch    transcripts are fetched, stored and indexed                  --episodes 570 --phrases 450
  search   searching a generated library                                --phrases 100000 --clients 1,16 --queries 200 --library NAME
  pages    what the server takes for a page                             --episodes 10000 --requests 100
  poll     a large library is looked at: its schedule, and all at once  --feeds 5000
  fuzz     damaged documents, of SHARED_DATA too, are read              --minutes 10 --seed 1
  corpus   the real corpus of SHARED_DATA is imported and searched      --library NAME

With TEST_DATABASE_URL a database on that server is used, else the embedded one.`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    items: { type: "string" },
    feeds: { type: "string" },
    minutes: { type: "string" },
    seed: { type: "string" },
    rounds: { type: "string" },
    episodes: { type: "string" },
    phrases: { type: "string" },
    clients: { type: "string" },
    queries: { type: "string" },
    requests: { type: "string" },
    library: { type: "string" },
  },
});

const [name = ""] = positionals;
if (!(name in benchmarks)) {
  say(usage);
  process.exitCode = name === "" ? 0 : 1;
} else {
  const { run } = await benchmarks[name as keyof typeof benchmarks]();
  await run(values);
}
