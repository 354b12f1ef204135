import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFeed, aTranscript } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { appRouter } from "../trpc/router";
import { createRest, type Rest } from "./rest";

let host: FeedHost;
let app: TestApp;
let rest: Rest;
let feedId: number;
let episodeId: number;

beforeAll(async () => {
  host = await startFeedHost();
  app = await openTestApp({ allow: [host.allow] });
  rest = createRest({ router: appRouter, prefix: "/api", version: "1.2.3", createContext: () => ({ app }) });
  host.pages.set("/t.vtt", { body: aTranscript(["Hello to the world of subtitles."]) });
  const items = [{ title: "First", transcripts: [{ url: `${host.url}/t.vtt` }] }, { title: "Second" }];
  host.pages.set("/feed", { body: aFeed({ title: "Feed", items }) });
  const created = await call("POST", "/api/feeds", { url: `${host.url}/feed` });
  feedId = created.body.id;
  await app.work();
  const listed = await call("GET", `/api/feeds/${feedId}/episodes`);
  episodeId = listed.body.episodes.find((episode: { title: string }) => episode.title === "First").id;
});
afterAll(async () => {
  await app.close();
  await host.close();
});

async function send(method: string, path: string, init: RequestInit = {}) {
  return rest.handle(new Request(`http://localhost${path}`, { method, ...init }));
}

async function call(method: string, path: string, body?: unknown) {
  const json =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await send(method, path, json);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

describe("the contract", () => {
  it("creates a feed with 201 and gives times as ISO 8601", async () => {
    host.pages.set("/other", { body: aFeed({ title: "Other" }) });
    const { status, body } = await call("POST", "/api/feeds", { url: `${host.url}/other` });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      title: "Other",
      display_title: "Other",
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
  });

  it.each([
    ["GET", () => "/api/feeds", 200],
    ["GET", () => `/api/feeds/${feedId}`, 200],
    ["GET", () => `/api/feeds/${feedId}/`, 200],
    ["GET", () => `/api/feeds/${feedId}/episodes?limit=1&offset=1`, 200],
    ["GET", () => "/api/episodes/recent?days=30", 200],
    ["GET", () => "/api/episodes/status/completed", 200],
    ["GET", () => `/api/episodes/${episodeId}`, 200],
    ["GET", () => `/api/episodes/${episodeId}/transcripts`, 200],
    ["GET", () => `/api/episodes/${episodeId}/transcript/section?start_time=2`, 200],
    ["GET", () => "/api/queue/status", 200],
    ["GET", () => "/api/status", 200],
    ["GET", () => "/api/search?q=subtitles", 200],
    ["GET", () => "/api/search/semantic?q=subtitles&mode=keyword", 200],
    ["GET", () => "/api/search/transcripts?q=subtitles", 200],
    ["GET", () => "/api/search/episodes?q=First", 200],
    ["GET", () => `/api/search/transcripts/episode/${episodeId}?q=subtitles`, 200],
    ["GET", () => `/api/search/episode-detail/${episodeId}?q=subtitles`, 200],
    ["GET", () => "/api/search/semantic/stats", 200],
    ["GET", () => "/api/search/stats", 200],
    ["HEAD", () => "/api/feeds", 200],
    ["POST", () => `/api/search/reindex/${episodeId}`, 202],
    ["POST", () => `/api/feeds/${feedId}/refresh`, 202],
    ["POST", () => `/api/queue/batch/feed/${feedId}/transcript-download`, 200],
    ["PATCH", () => `/api/feeds/${feedId}`, 200],
  ])("%s %s answers %i", async (method, path, status) => {
    const response = await send(
      method,
      path(),
      method === "PATCH" ? { body: '{"custom_title":"Mine"}', headers: { "content-type": "application/json" } } : {},
    );
    expect(response.status).toBe(status);
  });

  it("names all tags and the best of them on an episode", async () => {
    const { body } = await call("GET", `/api/episodes/${episodeId}`);
    expect(body).toMatchObject({
      status: "completed",
      transcript_source: "podcast2.0:vtt",
      transcript_url: `${host.url}/t.vtt`,
      transcript_tags: [{ type: "text/vtt" }],
    });
  });
});

describe("bad input", () => {
  it.each([
    ["an unknown feed", "GET", "/api/feeds/999999", undefined, 404, "NOT_FOUND"],
    ["an id that is no number", "GET", "/api/feeds/abc", undefined, 422, "VALIDATION"],
    ["an id that is too large", "GET", "/api/episodes/99999999999999999999", undefined, 422, "VALIDATION"],
    ["a malformed escape", "GET", "/api/feeds/%ZZ", undefined, 422, "VALIDATION"],
    ["a limit that is too large", "GET", "/api/episodes/recent?limit=501", undefined, 422, "VALIDATION"],
    ["a limit that is no number", "GET", "/api/episodes/recent?limit=many", undefined, 422, "VALIDATION"],
    ["a search for nothing", "GET", "/api/search?q=", undefined, 422, "VALIDATION"],
    ["a search for nothing but control characters", "GET", "/api/search?q=%00%01", undefined, 422, "VALIDATION"],
    ["a state that does not exist", "GET", "/api/episodes/status/odd", undefined, 422, "VALIDATION"],
    ["a body without what is needed", "POST", "/api/feeds", {}, 422, "VALIDATION"],
    ["a body of the wrong kind", "POST", "/api/feeds", [], 400, "INVALID"],
    ["an address that is none", "POST", "/api/feeds", { url: "no address" }, 400, "INVALID"],
    ["a feed that is there already", "POST", "/api/feeds", "same", 409, "CONFLICT"],
    ["a path that does not exist", "GET", "/api/nothing", undefined, 404, "NOT_FOUND"],
    ["a method that a path does not have", "PUT", "/api/feeds", undefined, 405, "METHOD_NOT_ALLOWED"],
  ])("%s: %s %s", async (_, method, path, body, status, code) => {
    const answer = await call(method, path, body === "same" ? { url: `${host.url}/feed` } : body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      error: { code, message: expect.any(String) },
      detail: answer.body.error.message,
    });
  });

  it.each([
    ["not JSON", "{", "application/json", 400],
    ["not said to be JSON", "{}", "text/plain", 415],
  ])("that is %s", async (_, body, type, status) => {
    const response = await send("POST", "/api/feeds", { body, headers: { "content-type": type } });
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty("error.message");
  });

  it("names the methods that a path has", async () => {
    expect((await call("PUT", "/api/feeds")).headers.get("allow")).toBe("GET, POST");
  });
});

describe("the document", () => {
  it("describes every operation, and every reference in it leads somewhere", async () => {
    const { body } = await call("GET", "/api/openapi.json");
    expect(body).toMatchObject({ openapi: "3.1.0", info: { version: "1.2.3" } });
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(["/api/feeds", "/api/episodes/{id}", "/api/episodes/{id}/transcript", "/api/search"]),
    );
    const references = [...JSON.stringify(body).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      (match) => match[1] ?? "",
    );
    expect(references.length).toBeGreaterThan(10);
    for (const name of references) expect(body.components.schemas).toHaveProperty(name);
  });

  it("says where each parameter stands", async () => {
    const { body } = await call("GET", "/api/openapi.json");
    const { parameters } = body.paths["/api/feeds/{id}/episodes"].get;
    expect(parameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "id", in: "path", required: true }),
        expect.objectContaining({ name: "limit", in: "query", required: false }),
      ]),
    );
    expect(body.paths["/api/feeds"].post.requestBody).toMatchObject({ required: true });
  });
});
