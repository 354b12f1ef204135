import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aFeed } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { appRouter } from "../trpc/router";
import { createRest, type Rest } from "./rest";

let host: FeedHost;
let app: TestApp;
let rest: Rest;

beforeAll(async () => {
  host = await startFeedHost();
  app = await openTestApp({ allow: [host.allow] });
  rest = createRest({ router: appRouter, prefix: "/api", version: "1", createContext: () => ({ app }) });
  host.pages.set("/feed", { body: aFeed({ title: "Feed" }) });
});
afterAll(async () => {
  await app.close();
  await host.close();
});
afterEach(() => app.db.feed.deleteMany());

const document = () =>
  `<?xml version="1.0" encoding="ISO-8859-1"?><opml><body><outline text="Ärger" xmlUrl="${host.url}/feed"/></body></opml>`;
const latin = () => new Uint8Array(Buffer.from(document(), "latin1"));

async function post(path: string, body: BodyInit, type?: string) {
  const headers: Record<string, string> = type === undefined ? {} : { "content-type": type };
  const response = await rest.handle(new Request(`http://localhost/api${path}`, { method: "POST", body, headers }));
  return { status: response.status, body: await response.json() };
}

function form(...files: Uint8Array<ArrayBuffer>[]): FormData {
  const data = new FormData();
  data.set("note", "not a file");
  for (const [index, bytes] of files.entries()) data.append(`file${index}`, new File([bytes], "list.opml"));
  return data;
}

describe("an OPML file is taken", () => {
  it.each([
    ["as text/x-opml", "text/x-opml"],
    ["as application/xml", "application/xml"],
    ["as text/plain", "text/plain; charset=utf-8"],
    ["under no type", undefined],
    ["as curl sends it when it is not told otherwise", "application/x-www-form-urlencoded"],
    ["as bytes of any kind", "application/octet-stream"],
  ])("%s, in the encoding that it declares", async (_, type) => {
    const { status, body } = await post("/opml/preview", latin(), type);
    expect(status).toBe(200);
    expect(body).toMatchObject({ counts: { new: 1 }, lines: [{ title: "Ärger", status: "new" }] });
  });

  it("as the file of a form", async () => {
    const { body } = await post("/opml/import", form(latin()));
    expect(body).toMatchObject({ counts: { added: 1 }, lines: [{ title: "Ärger", status: "added" }] });
  });

  it("within JSON, with the lines that are wanted", async () => {
    const json = JSON.stringify({ opml: document(), urls: ["https://example.org/other"] });
    expect(await post("/opml/import", json, "application/json")).toMatchObject({ status: 200, body: { lines: [] } });
    const all = await post("/opml/import", JSON.stringify({ opml: document() }), "application/json");
    expect(all.body).toMatchObject({ counts: { added: 1 } });
  });
});

describe("refused is", () => {
  const large = () => `<opml><!--${"x".repeat(10_000_000)}--></opml>`;
  it.each([
    ["nothing", () => "", "text/xml", 400, /empty/],
    ["a feed", () => aFeed(), "text/xml", 400, /no OPML/],
    ["more than 10 MB", large, "text/xml", 400, /larger than 10 MB/],
    ["more than 10 MB as JSON", () => JSON.stringify({ opml: large() }), "application/json", 422, /larger than 10 MB/],
    ["JSON without the file", () => "{}", "application/json", 422, /opml/],
    ["a form that is none", () => "hello", "multipart/form-data; boundary=x", 400, /form cannot be read/],
  ])("%s", async (_, body, type, status, message) => {
    const answer = await post("/opml/import", body(), type);
    expect(answer).toMatchObject({ status, body: { detail: expect.stringMatching(message) } });
    expect((await app.api.feeds.list()).feeds).toEqual([]);
  });

  it("a form without a file, and one with two", async () => {
    expect((await post("/opml/import", form())).body.detail).toMatch(/no file/);
    expect((await post("/opml/import", form(latin(), latin()))).body.detail).toMatch(/more than one/);
  });

  it("a body without a length, as soon as it is too large", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent++;
        controller.enqueue(new Uint8Array(1_000_000));
      },
    });
    const request = new Request("http://localhost/api/opml/preview", {
      method: "POST",
      body: endless,
      duplex: "half",
    } as RequestInit);
    expect((await rest.handle(request)).status).toBe(400);
    expect(sent).toBeLessThan(15);
  });
});

it("is described with all its forms", async () => {
  const answer = await rest.handle(new Request("http://localhost/api/openapi.json"));
  const { paths } = await answer.json();
  expect(Object.keys(paths["/api/opml/import"].post.requestBody.content)).toEqual([
    "application/json",
    "text/x-opml",
    "multipart/form-data",
  ]);
  expect(Object.keys(paths["/api/feeds"].post.requestBody.content)).toEqual(["application/json"]);
  expect(paths).toHaveProperty(["/api/opml/export", "get"]);
});
