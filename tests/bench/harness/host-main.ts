// A host that answers from memory what lies in the folder that it is given.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const [folder = "."] = process.argv.slice(2);
const pages = new Map<string, { type: string; body: Buffer }>();

const server = createServer((request, response) => {
  const page = pages.get(request.url ?? "/");
  if (!page) return response.writeHead(404).end();
  if (request.headers["if-none-match"]) return response.writeHead(304).end(); // nothing here ever changes
  response.writeHead(200, { "content-type": page.type, "content-length": page.body.byteLength }).end(page.body);
});

server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));

process.on("message", () => {
  const index = JSON.parse(readFileSync(path.join(folder, "index.json"), "utf8")) as Record<
    string,
    { type: string; file: string }
  >;
  for (const [name, { type, file }] of Object.entries(index))
    pages.set(name, { type, body: readFileSync(path.join(folder, file)) });
  process.send?.("loaded");
});
process.once("disconnect", () => process.exit(0));
