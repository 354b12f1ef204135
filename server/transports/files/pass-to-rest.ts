import type { IncomingMessage, ServerResponse } from "node:http";
import type { Rest } from "../rest/rest";

/** Hands a request without a body to the catalog: its operation shares an address with a stream. */
export async function passToRest(rest: Rest, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const answer = await rest.handle(new Request(url, { method: request.method ?? "GET" }));
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}
