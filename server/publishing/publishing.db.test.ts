import { buffer } from "node:stream/consumers";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportOpml } from "@/server/feeds/opml/opml.service";
import { parseFeed } from "@/server/feeds/parsing/parse-feed";
import { exportTranscript } from "@/server/transcripts/export-transcript";
import { parseTranscript } from "@/server/transcripts/parse-transcript";
import { aFeed, aTranscript } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { exportFeed } from "./feed-archive";
import { publishChapters } from "./publish-chapters";
import { publishFeed } from "./publish-feed";

let host: FeedHost;
let app: TestApp;
let id: number;

const chapters = `<psc:chapters xmlns:psc="http://podlove.org/simple-chapters"><psc:chapter start="0" title="A &amp; B"/><psc:chapter start="2.5" title="C"/></psc:chapters>`;
const titles = ["日本の話", "Same", "same", 'Ünïcode & <tags> "quotes" ]]>', "Silent"];

beforeAll(async () => {
  host = await startFeedHost();
  app = await openTestApp({ allow: [host.allow] });
  const items = titles.map((title, index) => ({
    guid: index === 3 ? null : `g${index}`,
    title,
    notes: index === 0 ? "<p>Notes & <b>more</b></p>" : "Plain.",
    enclosure: `https://e.example/${index}.mp3?a=1&b=2`,
    published: new Date(Date.UTC(2026, 0, 2)).toUTCString(),
    transcripts:
      index === 4
        ? []
        : [{ url: `${host.url}/${index}`, type: index === 2 ? "text/plain" : "text/vtt", language: "en" }],
  }));
  const lines = (index: number) => aTranscript([`Ann: Episode ${index}.`, "Bob: Yes & no <really>."]);
  for (const index of [0, 1, 3]) host.pages.set(`/${index}`, { body: lines(index) });
  host.pages.set("/2", { headers: { "content-type": "text/plain" }, body: "No times here.\n\nSecond paragraph." });
  const feed = aFeed({ title: "Größe & Co", guid: "917393e3-1b1e-5cef-ace4-edaa54e1f810", items });
  host.pages.set("/feed", { body: feed.replace("</item>", `${chapters}</item>`) });
  id = (await app.api.feeds.add({ url: `${host.url}/feed` })).id;
  await app.work();
});
afterAll(async () => {
  await app.close();
  await host.close();
});

describe("all transcripts of a podcast as one file", () => {
  const unzip = async (format: "md" | "srt") => {
    const archive = await exportFeed(app, { id, format });
    const files = unzipSync(new Uint8Array(await buffer(archive.content)));
    return {
      name: archive.fileName,
      files: Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)])),
    };
  };

  it("holds each under a readable name of its own, in any script", async () => {
    const { name, files } = await unzip("md");
    expect(name).toBe("Größe & Co transcripts.zip");
    expect(Object.keys(files).sort()).toEqual(
      [
        "2026-01-02_Same.md",
        "2026-01-02_same (2).md",
        "2026-01-02_Ünïcode & tags quotes ]].md",
        "2026-01-02_日本の話.md",
      ].sort(),
    );
    expect(files["2026-01-02_日本の話.md"]).toContain("## A & B\n\n**[00:00]** **Ann:** Episode 0.");
  });

  it("says what it could not hold instead of breaking off", async () => {
    const { files } = await unzip("srt");
    expect(Object.keys(files)).toHaveLength(4);
    expect(files["not exported.txt"]).toMatch(/^\d{4}-\d\d-\d\d [^:]+: this transcript has no times/);
  });

  it("is made while it is read", async () => {
    let reads = 0;
    const get = (key: string) => {
      reads++;
      return app.files.get(key);
    };
    const counting = { ...app, files: { ...app.files, get } };
    const { content } = await exportFeed(counting, { id, format: "md" });
    expect(reads).toBe(0);
    for await (const _ of content) break;
    expect(reads).toBe(1);
  });

  it("is not made of nothing", async () => {
    host.pages.set("/empty", { body: aFeed({ title: "None", items: [{ guid: "x" }] }) });
    const feed = await app.api.feeds.add({ url: `${host.url}/empty` });
    await expect(exportFeed(app, { id: feed.id, format: "md" })).rejects.toMatchObject({
      kind: "not_found",
      message: "«None» has no transcripts yet",
    });
    await expect(exportFeed(app, { id: 99_999, format: "md" })).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("what opens a private podcast", () => {
  const item = {
    guid: "https://private.example/1?token=GUIDSECRET",
    title: "Only for members",
    enclosure: "https://cdn.example/12.mp3?token-time=9&token=AUDIOSECRET",
  };
  const subscribe = async (address: string, guid: string) => {
    const transcripts = [{ url: `${host.url}/0` }];
    host.pages.set(address, { body: aFeed({ title: guid, guid, items: [{ ...item, transcripts }] }) });
    const feed = await app.api.feeds.add({ url: host.url + address });
    await app.work();
    return feed.id;
  };
  const everyExport = async (feedId: number) => {
    const bodies: string[] = [];
    for (const format of ["md", "txt", "srt", "vtt", "json"] as const) {
      const archive = await exportFeed(app, { id: feedId, format });
      bodies.push(
        ...Object.values(unzipSync(new Uint8Array(await buffer(archive.content)))).map((file) => strFromU8(file)),
      );
    }
    bodies.push((await exportOpml(app)).body);
    return bodies.join("\n");
  };

  it("is in none of its exports, nor is its audio", async () => {
    const feedId = await subscribe("/members?token=FEEDSECRET", "0d3cdbd0-6a8b-4a3d-9b1c-3f0a1a1a1a10");
    const written = await everyExport(feedId);
    expect(written).not.toContain("SECRET");
    expect(written).not.toContain("cdn.example");
    expect(written).toContain('guid: "https://private.example/1"\n');
  });

  it("is in no export of an open podcast whose audio carries such things", async () => {
    const written = await everyExport(await subscribe("/open", "0d3cdbd0-6a8b-4a3d-9b1c-3f0a1a1a1a11"));
    expect(written).not.toContain("SECRET");
    expect(written).toContain('audio: "https://cdn.example/12.mp3"\n');
  });
});

describe("the podcast as RSS", () => {
  const baseUrl = "https://pods.example:8443";
  const read = async (bytes: Uint8Array) =>
    parseFeed(bytes, { contentType: "application/rss+xml", url: "https://x.example/feed" });
  const published = async () => Buffer.from((await publishFeed(app, { id, page: 1, baseUrl })).content);
  const original = () => Buffer.from(String((host.pages.get("/feed") as { body: string }).body));

  it("is read by a podcast app as the publisher's is", async () => {
    const [ours, theirs] = [await read(await published()), await read(original())];
    const traits = (feed: typeof ours) =>
      feed.items
        .map(({ identity, title, publishedAt, durationSeconds, enclosure }) => ({
          identity,
          title,
          publishedAt,
          durationSeconds,
          enclosure,
        }))
        .sort((a, b) => a.identity.localeCompare(b.identity));
    expect(traits(ours)).toEqual(traits(theirs));
    expect(ours).toMatchObject({
      title: "Größe & Co",
      podcastGuid: theirs.podcastGuid,
      language: theirs.language,
      isLocked: true,
    });
  });

  it("names the transcripts and chapters that lie here", async () => {
    const { items } = await read(await published());
    const byTitle = (title: string) => items.find((item) => item.title === title);
    const episodes = (await app.api.episodes.listForFeed({ id })).episodes;
    const idOf = (title: string) => episodes.find((episode) => episode.title === title)?.id ?? 0;
    const here = `${baseUrl}/api/episodes/${idOf("日本の話")}`;
    expect(byTitle("日本の話")).toMatchObject({
      chaptersUrl: `${here}/chapters.json`,
      transcriptTags: [
        { url: `${here}/transcript?format=vtt`, type: "text/vtt", language: "en", rel: "captions" },
        { url: `${here}/transcript?format=srt`, type: "application/x-subrip", language: "en", rel: "captions" },
        { url: `${here}/transcript?format=txt`, type: "text/plain", language: "en", rel: null },
      ],
    });
    expect(byTitle("same")?.transcriptTags.map((tag) => tag.type)).toEqual(["text/plain"]);
    expect(byTitle("Silent")).toMatchObject({ transcriptTags: [], chaptersUrl: null });
    const { content } = await publishChapters(app, { id: idOf("日本の話") });
    expect(JSON.parse(content)).toEqual({
      version: "1.2.0",
      chapters: [
        { startTime: 0, title: "A & B" },
        { startTime: 2.5, title: "C" },
      ],
    });
  });

  it("follows a change of name, and comes in pages when it is long", async () => {
    await app.api.feeds.update({ id, custom_title: "Mine" });
    expect((await read(await published())).title).toBe("Mine");
    const values = Array.from(
      { length: 600 },
      (_, index) =>
        `(${id}, 'x${index}', 'h', 'Old ${index}', 'https://e.example/x${index}', 'k${index}', now() - interval '9 years')`,
    );
    await app.db.$executeRawUnsafe(
      `INSERT INTO episode (feed_id, guid, content_hash, title, enclosure_url, enclosure_key, published_at) VALUES ${values.join(",")}`,
    );
    const first = await read(await published());
    expect([first.items.length, first.nextPageUrl]).toEqual([500, `${baseUrl}/api/feeds/${id}/rss?page=2`]);
    const second = await read(Buffer.from((await publishFeed(app, { id, page: 2, baseUrl })).content));
    expect([second.items.length, second.nextPageUrl]).toEqual([105, null]);
  });
});

it("gives back what it exports, to the millisecond", async () => {
  const episode = (await app.api.episodes.listForFeed({ id, q: "日本" })).episodes[0];
  const cuesOf = async (format: "vtt" | "srt" | "json") => {
    const { body, mediaType } = await exportTranscript(app, { id: episode?.id ?? 0, format });
    const parsed = parseTranscript(Buffer.from(body), { mediaType, url: `x.${format}` });
    return parsed.kind === "timed"
      ? parsed.cues.map(({ startMs, endMs, text, speaker }) => ({ startMs, endMs, text, speaker }))
      : [];
  };
  const [vtt, srt, json] = [await cuesOf("vtt"), await cuesOf("srt"), await cuesOf("json")];
  expect(vtt).toHaveLength(2);
  expect([srt, json]).toEqual([vtt, vtt]);
});
