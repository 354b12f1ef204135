import { afterAll, beforeAll, expect, it } from "vitest";
import { aFeed, aTranscript } from "@/tests/a-feed";
import { anMp3 } from "@/tests/fakes/audio-host";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { type Host, startHost } from "@/tests/fakes/start-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { createCatalogRest } from "../rest/catalog-rest";
import { serveAudioFile } from "./audio-file";
import { passToRest } from "./pass-to-rest";

const file = anMp3(1000);
for (let index = 4; index < file.length; index++) file[index] = index % 251;

let host: FeedHost;
let app: TestApp;
let own: Host;
let base: string;
let id: number;
let bareId: number;

beforeAll(async () => {
  host = await startFeedHost();
  app = await openTestApp({ allow: [host.allow] });
  host.pages.set("/a.mp3", { body: file });
  host.pages.set("/t.vtt", { body: aTranscript(["Some words."]) });
  const enclosure = `${host.url}/a.mp3`;
  const items = [
    {
      title: "Fährt “Ärger”",
      enclosure,
      transcripts: [{ url: `${host.url}/t.vtt` }],
      published: "Fri, 02 Jan 2026 00:00:00 GMT",
    },
    { title: "Bare", enclosure: `${enclosure}?2` },
  ];
  host.pages.set("/feed", { body: aFeed({ items }) });
  const feed = await app.api.feeds.add({ url: `${host.url}/feed` });
  await app.work();
  const { episodes } = await app.api.episodes.listForFeed({ id: feed.id });
  id = episodes.find((episode) => episode.title !== "Bare")?.id ?? 0;
  bareId = episodes.find((episode) => episode.title === "Bare")?.id ?? 0;
  await app.api.queue.process({ id });
  await app.work();

  const rest = createCatalogRest(() => app);
  own = await startHost((request, response) => {
    const query = { id: /episodes\/([^/]*)\/audio/.exec(request.url ?? "")?.[1] ?? "" };
    const isReading = request.method === "GET" || request.method === "HEAD";
    void (isReading
      ? serveAudioFile(app, Object.assign(request, { query }), response)
      : passToRest(rest, request, response));
  });
  base = `${own.url}/api/episodes`;
});
afterAll(async () => {
  await own.close();
  await app.close();
  await host.close();
});

const ask = (headers: Record<string, string> = {}, method = "GET") => fetch(`${base}/${id}/audio`, { method, headers });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

it("serves the whole file under its type and a readable name", async () => {
  const response = await ask();
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "audio/mpeg",
    "content-length": "1000",
    "accept-ranges": "bytes",
    "x-content-type-options": "nosniff",
    etag: expect.stringMatching(/^"[0-9a-f]{64}"$/),
    "content-disposition": expect.stringMatching(
      /^inline; filename="2026-01-02_Fahrt .*\.mp3"; filename\*=UTF-8''2026-01-02_F%C3%A4hrt/,
    ),
  });
  expect(await bytesOf(response)).toEqual(file);
});

it.each([
  ["bytes=0-0", 206, [0, 1]],
  ["bytes=100-199", 206, [100, 200]],
  ["bytes=990-", 206, [990, 1000]],
  ["bytes=-10", 206, [990, 1000]],
  ["bytes=0-1,5-6", 200, [0, 1000]],
] as const)("serves %s with %i", async (range, status, [from, to]) => {
  const response = await ask({ range });
  expect(response.status).toBe(status);
  expect(response.headers.get("content-length")).toBe(String(to - from));
  expect(response.headers.get("content-range")).toBe(status === 206 ? `bytes ${from}-${to - 1}/1000` : null);
  expect(await bytesOf(response)).toEqual(file.subarray(from, to));
});

it("refuses a part that there is not, and says how long the file is", async () => {
  const response = await ask({ range: "bytes=1000-" });
  expect(response.status).toBe(416);
  expect(response.headers.get("content-range")).toBe("bytes */1000");
});

it("answers HEAD with the length and nothing else", async () => {
  const response = await ask({ range: "bytes=10-19" }, "HEAD");
  expect([response.status, response.headers.get("content-length")]).toEqual([206, "10"]);
  expect((await bytesOf(response)).byteLength).toBe(0);
});

it("tells those who have the file, and gives all of it to those who have another", async () => {
  const etag = (await ask()).headers.get("etag") ?? "";
  expect((await ask({ "if-none-match": etag })).status).toBe(304);
  expect((await ask({ "if-none-match": `"x", W/${etag}` })).status).toBe(304);
  expect((await ask({ "if-none-match": '"x"' })).status).toBe(200);
  expect((await ask({ range: "bytes=0-9", "if-range": etag })).status).toBe(206);
  expect((await ask({ range: "bytes=0-9", "if-range": '"x"' })).status).toBe(200);
});

it("says in the one shape what it cannot serve", async () => {
  const bare = await fetch(`${base}/${bareId}/audio`);
  expect([bare.status, await bare.json()]).toEqual([
    404,
    {
      error: { code: "NOT_FOUND", message: `the audio of episode ${bareId} is not stored here` },
      detail: `the audio of episode ${bareId} is not stored here`,
    },
  ]);
  expect((await fetch(`${base}/x/audio`)).status).toBe(422);
  expect((await fetch(`${base}/2147483647/audio`)).status).toBe(404);
});

it("shares its address with the deletion", async () => {
  const refused = await fetch(`${base}/${bareId}/audio`, { method: "DELETE" });
  expect([refused.status, await refused.json()]).toMatchObject([409, { error: { code: "CONFLICT" } }]);
  expect((await ask({}, "POST")).status).toBe(405);
  const deleted = await ask({}, "DELETE");
  expect([deleted.status, await deleted.json()]).toMatchObject([200, { deleted: 1, freed_bytes: 1000 }]);
  expect((await ask()).status).toBe(404);
});
