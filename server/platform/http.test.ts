import type { RequestListener } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Host, startHost } from "@/tests/fakes/start-host";
import { createHttp, type Http, statusError } from "./http";

const limits = { maxBytes: 1_000_000, timeoutMs: 5_000 };

const routes: Record<string, RequestListener> = {
  "/plain": (_, response) => response.end("hello"),
  "/moved": (_, response) => response.writeHead(301, { location: "/plain" }).end(),
  "/found": (_, response) => response.writeHead(302, { location: "/moved" }).end(),
  "/loop": (_, response) => response.writeHead(302, { location: "/loop" }).end(),
  "/metadata": (_, response) => response.writeHead(302, { location: "http://169.254.169.254/latest/" }).end(),
  "/file": (_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
  "/large": (_, response) => response.end(Buffer.alloc(2_000_000)),
  "/announced": (_, response) => response.writeHead(200, { "content-length": "99999999" }).end("x"),
  "/slow": () => {},
  "/drip": (_, response) => void response.write("a"),
  "/busy": (_, response) => response.writeHead(429, { "retry-after": "120" }).end(),
  "/cut": (request, response) => {
    response.writeHead(200, { "content-length": "100" }).write("half");
    setTimeout(() => request.socket.destroy(), 20);
  },
  "/echo": (request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => response.end(`${request.method} ${request.headers["content-type"] ?? "-"} ${body}`));
  },
  "/see-other": (_, response) => response.writeHead(303, { location: "/echo" }).end(),
  "/post-moved": (_, response) => response.writeHead(308, { location: "/echo" }).end(),
  "/broken": (request) => request.socket.destroy(),
  "/whoami": (request, response) => response.end(request.headers.authorization ?? "nobody"),
  "/to-whoami": (_, response) => response.writeHead(302, { location: "/whoami" }).end(),
  "/elsewhere": (_, response) =>
    response.writeHead(302, { location: `${base.replace("127.0.0.1", "localhost")}/whoami` }).end(),
};

let host: Host;
let base: string;
let http: Http;

beforeAll(async () => {
  host = await startHost((request, response) => routes[request.url ?? ""]?.(request, response));
  base = host.url;
  http = createHttp({ allow: [host.allow], userAgent: "test" });
});
afterAll(async () => {
  await http.close();
  await host.close();
});

describe("what it fetches", () => {
  it("gives the body and where it came from", async () => {
    const response = await http.get(`${base}/plain`, limits);
    expect({ ...response, text: Buffer.from(response.body).toString() }).toMatchObject({
      status: 200,
      text: "hello",
      url: `${base}/plain`,
      movedTo: null,
    });
  });

  it("follows redirects and tells a permanent move", async () => {
    expect((await http.get(`${base}/moved`, limits)).movedTo).toBe(`${base}/plain`);
  });

  it("takes no move for permanent that began with a temporary one", async () => {
    expect(await http.get(`${base}/found`, limits)).toMatchObject({ url: `${base}/plain`, movedTo: null });
  });
});

describe("a stream", () => {
  const ask = { timeoutMs: 5_000 };
  const textOf = async (body: AsyncIterable<Uint8Array>) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    return String(Buffer.concat(chunks));
  };

  it("is read while it arrives, after the same redirects and checks", async () => {
    const answer = await http.stream(`${base}/found`, ask, async ({ status, url, body }) => ({
      status,
      url,
      text: await textOf(body),
    }));
    expect(answer).toEqual({ status: 200, url: `${base}/plain`, text: "hello" });
    await expect(http.stream(`${base}/metadata`, ask, async () => {})).rejects.toThrow("private network");
    await expect(http.stream(`${base}/loop`, ask, async () => {})).rejects.toThrow("redirects more than");
  });

  it("that breaks in the middle says so; what its reader throws stays what it is", async () => {
    const cut = http.stream(`${base}/cut`, ask, ({ body }) => textOf(body));
    await expect(cut).rejects.toMatchObject({
      kind: "unavailable",
      message: expect.stringContaining("cannot be reached"),
    });
    const full = new Error("the disk is full");
    await expect(http.stream(`${base}/large`, ask, () => Promise.reject(full))).rejects.toBe(full);
    const stalled = http.stream(`${base}/drip`, { timeoutMs: 100 }, ({ body }) => textOf(body));
    await expect(stalled).rejects.toMatchObject({ kind: "unavailable", message: expect.stringContaining("in time") });
  });
});

it.each([
  ["sends JSON", "/echo", 'POST application/json {"term":"ü"}'],
  ["sends it again after a redirect that keeps the method", "/post-moved", 'POST application/json {"term":"ü"}'],
  ["fetches what another redirect leads to", "/see-other", "GET - "],
])("%s", async (_, path, expected) => {
  const response = await http.post(base + path, { ...limits, json: { term: "ü" } });
  expect(Buffer.from(response.body).toString()).toBe(expected);
});

it.each(["/metadata", "/loop"])("guards what is sent as well: %s", async (path) => {
  await expect(http.post(base + path, { ...limits, json: {} })).rejects.toThrow(/private network|redirects more/);
});

it.each([
  ["more than five redirects", "/loop", /redirects more than 5 times/],
  ["a redirect into a private network", "/metadata", /private network/],
  ["a redirect to a file", "/file", /not an http or https address/],
  ["a body that is too large", "/large", /more than 1 MB/],
  ["a body that announces to be too large", "/announced", /more than 1 MB/],
  ["a connection that breaks", "/broken", /cannot be reached/],
])("refuses %s", async (_, path, message) => {
  await expect(http.get(base + path, limits)).rejects.toThrow(message);
});

it.each(["/slow", "/drip"])("gives up on %s after the time that it has", async (path) => {
  await expect(http.get(base + path, { ...limits, timeoutMs: 200 })).rejects.toMatchObject({
    kind: "unavailable",
    message: /did not answer in time/,
  });
});

it.each(["/slow", "/drip"])("gives up on %s in time after garbage was collected too", async (path) => {
  setFlagsFromString("--expose-gc");
  const collectGarbage: () => void = runInNewContext("gc");
  const collecting = setInterval(collectGarbage, 30);
  const { signal } = new AbortController();
  await expect(http.get(base + path, { ...limits, timeoutMs: 300, signal })).rejects.toThrow("did not answer in time");
  clearInterval(collecting);
});

it("ends with the caller's reason when the caller gives up", async () => {
  const caller = new AbortController();
  const fetching = http.get(`${base}/slow`, { ...limits, signal: caller.signal });
  caller.abort(new Error("no longer wanted"));
  await expect(fetching).rejects.toThrow("no longer wanted");
});

it.each([
  "http://127.0.0.1:1/",
  "http://[::1]/",
  "http://169.254.169.254/latest",
  "http://localhost/",
  "http://2130706433/",
])("does not visit %s", async (url) => {
  await expect(http.get(url, limits)).rejects.toMatchObject({ kind: "invalid", message: /private network/ });
});

it.each([
  ["the asked host", "/whoami", "Bearer s3cret"],
  ["another page of it", "/to-whoami", "Bearer s3cret"],
  ["no other host", "/elsewhere", "nobody"],
])("shows what opens a private feed to %s", async (_, path, seen) => {
  const response = await http.get(base + path, { ...limits, headers: { Authorization: "Bearer s3cret" } });
  expect(Buffer.from(response.body).toString()).toBe(seen);
});

it("passes on how long a busy host asks to wait", async () => {
  const error = statusError(await http.get(`${base}/busy`, limits), new Date());
  expect(error).toMatchObject({ kind: "limited", retryAfterMs: 120_000 });
});

describe("a host that is not the operator's own", () => {
  // Its name is not allowed, only the address that it leads to: it is treated as any host on the internet.
  const stranger = () => base.replace("127.0.0.1", "localhost");

  it("is asked by four at most at once", async () => {
    let atOnce = 0;
    let most = 0;
    routes["/counted"] = (_, response) => {
      most = Math.max(most, ++atOnce);
      setTimeout(() => {
        atOnce--;
        response.end();
      }, 20);
    };
    await Promise.all(Array.from({ length: 12 }, () => http.get(`${stranger()}/counted`, limits)));
    expect(most).toBe(4);
  });

  describe("while others are asked", () => {
    const held: (() => void)[] = [];
    const release = () => {
      for (const end of held.splice(0)) end();
    };
    /** Keeps all places at the host taken until `release`. */
    const holdAll = async () => {
      const arrived = new Promise<void>((resolve) => {
        routes["/held"] = (_, response) => {
          held.push(() => response.end());
          if (held.length === 4) resolve();
        };
      });
      const all = Array.from({ length: 4 }, () => http.get(`${stranger()}/held`, limits));
      await arrived;
      return all;
    };
    const longerThan = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms * 2));
    const signal = new AbortController().signal;

    it("has all its time left when its turn comes", async () => {
      const others = await holdAll();
      const waiting = http.get(`${stranger()}/plain`, { ...limits, timeoutMs: 100, signal });
      await longerThan(100);
      release();
      expect((await waiting).status).toBe(200);
      await Promise.all(others);
    });

    it("does not count the wait for the host that a redirect leads to", async () => {
      const others = await holdAll();
      routes["/away"] = (_, response) => response.writeHead(302, { location: `${stranger()}/plain` }).end();
      const waiting = http.get(`${base}/away`, { ...limits, timeoutMs: 100, signal });
      await longerThan(100);
      release();
      expect((await waiting).status).toBe(200);
      await Promise.all(others);
    });

    it("ends waiting when the caller gives up", async () => {
      const others = await holdAll();
      const caller = new AbortController();
      const waiting = http.get(`${stranger()}/plain`, { ...limits, signal: caller.signal });
      caller.abort(new Error("no longer wanted"));
      await expect(waiting).rejects.toThrow("no longer wanted");
      release();
      await Promise.all(others);
    });

    it("does not let somebody wait for ever whom nobody can stop", async () => {
      const others = await holdAll();
      await expect(http.get(`${stranger()}/plain`, { ...limits, timeoutMs: 100 })).rejects.toMatchObject({
        kind: "unavailable",
        message: expect.stringContaining("busy with other requests of ours"),
      });
      release();
      await Promise.all(others);
    });
  });

  it("is left alone when it was too busy", async () => {
    let until: Date | null = null;
    const hostLimits = {
      pausedUntil: async () => until,
      tooBusy: async (_host: string, retryAfterMs: number | null) => {
        until = new Date(Date.now() + (retryAfterMs ?? 0));
      },
      answered: () => {},
    };
    const polite = createHttp({ allow: ["127.0.0.1"], userAgent: "test", limits: hostLimits });
    expect((await polite.get(`${stranger()}/busy`, limits)).status).toBe(429);
    await expect(polite.get(`${stranger()}/plain`, limits)).rejects.toMatchObject({
      kind: "limited",
      message: /left alone/,
    });
    await polite.close();
  });
});
