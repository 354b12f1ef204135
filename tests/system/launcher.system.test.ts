import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isRunning, type Part, type Product, startInVain, startProduct, stopProducts } from "./start-product";

const parts: Part[] = ["web", "worker", "database", "redis"];
const pidsOf = (product: Product) => parts.map((part) => product.pid(part));
const allEnded = (pids: number[]) => expect.poll(() => pids.filter(isRunning), { timeout: 20_000 }).toEqual([]);

afterAll(stopProducts);

describe("starting", () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), "cast2md-product-"));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it("prints a line for each step, becomes ready, and stops the whole tree on SIGTERM", async () => {
    const product = await startProduct({ dataDir });
    await expect
      .poll(() => product.output())
      .toMatch(/✓ Database .*✓ Redis .*✓ Schema .*✓ Worker and web server.*cast2md is ready in/s);
    expect(await product.api("GET", "/api/health")).toMatchObject({ status: "healthy" });
    const pids = pidsOf(product);
    expect(await product.stop()).toBe(0);
    await allEnded(pids);
  });

  it("stops on Ctrl-C too, and leaves a folder that starts again", async () => {
    const product = await startProduct({ dataDir });
    const pids = pidsOf(product);
    const exited = once(product.launcher, "exit"); // a second signal would end it in haste
    product.launcher.kill("SIGINT");
    await exited;
    await allEnded(pids);
    expect(await product.stop()).toBe(0);
  });

  it("leaves nothing running when the launcher itself is killed", async () => {
    const product = await startProduct({ dataDir });
    const pids = [product.pid("web"), product.pid("worker"), product.pid("database")];
    product.launcher.kill("SIGKILL");
    await allEnded(pids);
    await product.stop();
  });

  it("refuses a folder that another one uses", async () => {
    const product = await startProduct({ dataDir });
    const { code, output } = await startInVain({ dataDir });
    expect(code).toBe(1);
    expect(output).toMatch(/is in use by another cast2md \(process \d+\)/);
    await product.stop();
  });
});

describe("what it cannot work with is told in one sentence", () => {
  it("a port that is in use", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
    });
    const { code, output } = await startInVain({ env: { PORT: String(port) } });
    server.close();
    expect(code).toBe(1);
    expect(output).toContain(`port ${port} is in use by another program`);
  });

  it.each([
    [
      "a database that does not answer",
      { DATABASE_URL: "postgresql://u:secret@127.0.0.1:1/x" },
      /the database of DATABASE_URL \(127\.0\.0\.1:1\/x\) cannot be used: connect ECONNREFUSED/,
    ],
    ["a database address that is none", { DATABASE_URL: "nonsense" }, /DATABASE_URL: Invalid URL/],
    [
      "a Redis that does not answer",
      { REDIS_URL: "redis://127.0.0.1:1" },
      /the Redis of REDIS_URL \(127\.0\.0\.1:1\) cannot be used: connect ECONNREFUSED/,
    ],
    ["an address beyond this machine", { HOST: "0.0.0.0" }, /no login yet/],
    ["several things at once", { LOG_LEVEL: "loud", DATABASE_POOL_SIZE: "no" }, /DATABASE_POOL_SIZE.*LOG_LEVEL/s],
  ])("%s", async (_, env, message) => {
    const { code, output } = await startInVain({ env });
    expect(code).toBe(1);
    expect(output).toMatch(message);
    expect(output).not.toContain("secret");
    expect(output).not.toMatch(/^\s+at /m);
  });
});

describe("who may ask", () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ args: ["--demo"] });
  });
  afterAll(async () => {
    await product.stop();
  });
  const ask = (init: RequestInit & { host?: string }) => fetch(`${product.url}/api/feeds`, init);

  it("answers this machine", async () => {
    expect((await ask({})).status).toBe(200);
  });

  it("refuses a form of a foreign page", async () => {
    const response = await ask({
      method: "POST",
      headers: { origin: "https://evil.example", "content-type": "application/json" },
      body: "{}",
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toHaveProperty("error.code", "FORBIDDEN");
  });

  it("gives pages a content policy whose scripts are ours", async () => {
    const response = await fetch(product.url);
    expect(response.headers.get("content-security-policy")).toMatch(/script-src 'self' 'nonce-\w+'/);
  });

  it("gives files their length, to a HEAD the same as to a GET", async () => {
    const readable = async () => (await product.api<{ total: number }>("GET", "/api/episodes/status/completed")).total;
    await expect.poll(readable, { timeout: 30_000 }).toBe(5);
    const { episodes } = await product.api<{ episodes: { id: number }[] }>("GET", "/api/episodes/status/completed");
    const address = `${product.url}/api/episodes/${episodes[0]?.id}/transcript?format=md`;
    const head = await fetch(address, { method: "HEAD" });
    const body = await (await fetch(address)).arrayBuffer();
    expect(body.byteLength).toBeGreaterThan(100);
    expect(head.headers.get("content-length")).toBe(String(body.byteLength));
    expect((await fetch(`${product.url}/api/episodes/999999/transcript`, { method: "HEAD" })).status).toBe(404);
  });
});
