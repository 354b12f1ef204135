import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findLookupSubject } from "@/server/episodes/episodes.service";
import type { FileStore } from "@/server/platform/files";
import { indexTranscript } from "@/server/search/index-transcript";
import { aFeed, aTranscript } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { exportTranscript } from "./export-transcript";
import { parseTranscript } from "./parse-transcript";
import { storeTranscript } from "./store-transcript";

let host: FeedHost;
let app: TestApp;
let feedId: number;
let id: number;
let other: number;

beforeAll(async () => {
  host = await startFeedHost();
  app = await openTestApp({ allow: [host.allow] });
});
afterAll(async () => {
  await app.close();
  await host.close();
});

/** Two episodes of one feed, each with the publisher's transcript. */
beforeEach(async () => {
  await app.db.feed.deleteMany();
  host.pages.set("/1.vtt", { body: aTranscript(["S1: We like cold baths.", "S2: Do we really?"]) });
  host.pages.set("/2.vtt", { body: aTranscript(["S1: Welcome back."]) });
  const items = [1, 2].map((number) => ({
    guid: `g${number}`,
    title: `Episode ${number}`,
    enclosure: `https://e.example/${number}.mp3`,
    published: new Date(Date.now() - number * 60_000).toUTCString(),
    transcripts: [{ url: `${host.url}/${number}.vtt` }],
  }));
  host.pages.set("/feed", { body: aFeed({ items }) });
  feedId = (await app.api.feeds.add({ url: `${host.url}/feed` })).id;
  await app.work();
  const { episodes } = await app.api.episodes.listForFeed({ id: feedId });
  [id, other] = episodes.map((episode) => episode.id) as [number, number];
});

/** A second version, as an engine of our own hears it. Answers its id. */
async function addVersion(lines: readonly string[], model = "base"): Promise<number> {
  const original = Buffer.from(aTranscript(lines));
  const parsed = parseTranscript(original, { mediaType: "text/vtt", url: "x.vtt" });
  const subject = await findLookupSubject(app.db, id);
  if (!subject || parsed.kind === "empty") throw new Error("nothing to store");
  const found = {
    kind: "found",
    source: "whisper",
    model,
    parsed,
    original,
    url: "",
    mediaType: "text/vtt",
    language: "en",
  } as const;
  await storeTranscript(app, subject, found, []);
  return (await versions())[0]?.id ?? 0;
}
/** The same, but the publisher's stays the one that is shown. */
async function addBeside(lines: readonly string[]): Promise<number> {
  const [first] = await versions();
  await app.api.episodes.preferTranscript({ id, transcript_id: first?.id ?? 0 });
  await addVersion(lines);
  await app.work();
  return (await versions()).find((version) => version.source === "whisper")?.id ?? 0;
}
const versions = async () => (await app.api.episodes.transcripts({ id })).transcripts;
const find = async (q: string) => (await app.api.search.query({ q })).hits.map((hit) => hit.episode_id);

describe("versions", () => {
  it("are listed with the one that is shown first", async () => {
    const second = await addBeside(["We like old baths."]);
    expect((await versions()).map((version) => [version.source, version.is_preferred])).toEqual([
      ["podcast2.0:vtt", true],
      ["whisper", false],
    ]);
    expect((await app.api.episodes.readable({ id, transcript_id: second }))?.phrases[0]?.text).toBe(
      "We like old baths.",
    );
    expect((await app.api.episodes.readable({ id }))?.phrases[0]?.text).toBe("We like cold baths.");
    expect((await exportTranscript(app, { id, format: "txt", version: second })).body).toContain("old baths");
  });

  it("take each other's place on the page, in exports and in the search", async () => {
    const second = await addBeside(["We like old baths."]);
    expect(await find("cold")).toEqual([id]);
    const { transcripts } = await app.api.episodes.preferTranscript({ id, transcript_id: second });
    expect(transcripts[0]).toMatchObject({ id: second, is_preferred: true });
    await app.work();
    expect([await find("cold"), await find("old")]).toEqual([[], [id]]);
    expect((await exportTranscript(app, { id, format: "txt" })).body).toContain("old baths");
    expect(await app.api.episodes.get({ id })).toMatchObject({
      transcript_source: "whisper",
      transcript_model: "base",
    });
  });

  it("are compared word by word", async () => {
    const [first] = await versions();
    const second = await addBeside(["We like old baths.", "Do we really?"]);
    const { rows, similarity, right } = await app.api.episodes.compareTranscripts({
      id,
      left: first?.id ?? 0,
      right: second,
    });
    expect(rows.flatMap((row) => row.left).filter((text) => text.is_different)).toEqual([
      { text: "cold", is_different: true },
    ]);
    expect([similarity, right.source]).toEqual([6 / 7, "whisper"]);
  });

  it("go for good, file and row; the next one takes the place", async () => {
    const [first] = await versions();
    const second = await addBeside(["We like old baths."]);
    const key = (await app.db.transcript.findUniqueOrThrow({ where: { id: first?.id ?? 0 } })).originalKey;
    const { transcripts } = await app.api.episodes.deleteTranscript({ id, transcript_id: first?.id ?? 0 });
    expect(transcripts.map((version) => [version.id, version.is_preferred])).toEqual([[second, true]]);
    await expect(app.files.get(key)).rejects.toMatchObject({ kind: "not_found" });
    await app.work();
    expect([await find("cold"), await find("old")]).toEqual([[], [id]]);
  });

  it("leave an episode without a transcript when the last one goes", async () => {
    const [first] = await versions();
    expect(await app.api.episodes.deleteTranscript({ id, transcript_id: first?.id ?? 0 })).toEqual({ transcripts: [] });
    expect(await app.api.episodes.get({ id })).toMatchObject({
      status: "needs_audio",
      status_reason: "its transcript was deleted",
      has_transcript: false,
    });
    expect(await find("cold")).toEqual([]);
    await app.api.queue.retryTranscript({ id });
    await app.work();
    expect(await app.api.episodes.get({ id })).toMatchObject({ status: "completed" });
  });

  it("belong to their episode only", async () => {
    const [first] = await versions();
    const wrong = { id: other, transcript_id: first?.id ?? 0 };
    await expect(app.api.episodes.preferTranscript(wrong)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(app.api.episodes.deleteTranscript(wrong)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await versions()).toHaveLength(1);
  });

  it("take the place of what is shown when they are new, but never of what a person has chosen", async () => {
    const [publisher] = await versions();
    await addVersion(["We like old baths."]);
    expect((await versions()).map((version) => [version.source, version.model])).toEqual([
      ["whisper", "base"],
      ["podcast2.0:vtt", null],
    ]);
    await app.api.episodes.preferTranscript({ id, transcript_id: publisher?.id ?? 0 });
    await addVersion(["We like told baths."], "large-v3");
    expect((await versions()).map((version) => [version.is_preferred, version.model])).toEqual([
      [true, null],
      [false, "large-v3"],
      [false, "base"],
    ]);
    await app.work();
    expect([await find("cold"), await find("told")]).toEqual([[id], []]);
  });

  it("are shown when they are new and the one that a person had chosen is gone", async () => {
    const [publisher] = await versions();
    const which = { id, transcript_id: publisher?.id ?? 0 };
    await app.api.episodes.preferTranscript(which);
    await app.api.episodes.deleteTranscript(which);
    await addVersion(["We like old baths."]);
    await app.work();
    expect((await versions()).map((version) => [version.source, version.is_preferred])).toEqual([["whisper", true]]);
    expect(await find("old")).toEqual([id]);
  });

  it("never come into the search because they were read before another one was chosen", async () => {
    const [publisher] = await versions();
    const second = await addBeside(["We like old baths."]);
    await app.api.episodes.preferTranscript({ id, transcript_id: second });
    const files: FileStore = {
      ...app.files,
      async get(key) {
        const bytes = await app.files.get(key);
        await app.api.episodes.preferTranscript({ id, transcript_id: publisher?.id ?? 0 });
        await app.work("indexTranscript");
        return bytes;
      },
    };
    const outcome = await indexTranscript({ ...app, files }, { transcriptId: second, episodeId: id });
    expect(outcome).toEqual({ kind: "skipped", because: "another transcript is preferred" });
    await app.work();
    expect([await find("cold"), await find("old")]).toEqual([[id], []]);
  });

  it("are not both lost when two are deleted at the same moment", async () => {
    const [publisher] = await versions();
    const second = await addBeside(["We like old baths."]);
    await addVersion(["We like told baths."], "large-v3");
    const third = (await versions()).find(({ model }) => model === "large-v3");
    const both = [publisher?.id ?? 0, third?.id ?? 0];
    await Promise.all(both.map((each) => app.api.episodes.deleteTranscript({ id, transcript_id: each })));
    await app.work();
    expect((await versions()).map((version) => [version.id, version.is_preferred])).toEqual([[second, true]]);
    expect(await app.api.episodes.get({ id })).toMatchObject({ status: "completed", has_transcript: true });
    expect([await find("cold"), await find("told"), await find("old")]).toEqual([[], [], [id]]);
  });
});

describe("transcribing anew", () => {
  const info = () => app.api.queue.retranscribeInfo({ id: feedId });
  const storeAudio = (episode: number) =>
    app.db.episode.update({ where: { id: episode }, data: { audioKey: `audio/${feedId}/${episode}.mp3` } });
  const queued = () => app.db.job.count({ where: { type: "transcribe", state: "queued" } });

  it("is told for a podcast, by its own model or that of the library", async () => {
    expect(await info()).toEqual({ feed_id: feedId, current_model: "base", needs_retranscription: 2, ready: 0 });
    await storeAudio(other);
    await addVersion(["We like old baths."], "large-v3");
    await app.api.feeds.update({ id: feedId, model: "large-v3" });
    expect(await info()).toEqual({ feed_id: feedId, current_model: "large-v3", needs_retranscription: 1, ready: 1 });
    await expect(app.api.queue.retranscribeInfo({ id: 99_999 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is queued once, with stored audio only, and left to those who can", async () => {
    await expect(app.api.queue.retranscribe({ id })).rejects.toMatchObject({
      code: "CONFLICT",
      message: /download it first/,
    });
    await storeAudio(id);
    expect(await app.api.queue.retranscribe({ id })).toMatchObject({ message: "Transcription with «base» queued" });
    await expect(app.api.queue.retranscribe({ id })).rejects.toMatchObject({ message: /queued already/ });
    expect(await app.work()).toBe(0);
    expect((await app.api.queue.status()).transcribe_queue).toMatchObject({ queued: 1, running: 0 });
    await storeAudio(other);
    expect(await app.api.queue.retranscribeFeed({ id: feedId })).toMatchObject({ queued: 1, skipped: 1 });
    expect(await queued()).toBe(2);
  });

  it("is the first one where the podcast wants its own, and tells what to do where it does not", async () => {
    await storeAudio(id);
    const { transcripts } = await app.api.episodes.transcripts({ id });
    for (const each of transcripts) await app.api.episodes.deleteTranscript({ id, transcript_id: each.id });
    expect(await app.api.episodes.get({ id })).toMatchObject({ has_transcript: false, has_audio: true });
    await expect(app.api.queue.retranscribe({ id })).rejects.toMatchObject({
      code: "CONFLICT",
      message: /another transcript_policy first/,
    });
    await app.api.feeds.update({ id: feedId, transcript_policy: "external_then_transcribe" });
    expect(await app.api.queue.retranscribe({ id })).toMatchObject({ message: "Transcription with «base» queued" });
    await expect(app.api.queue.retranscribe({ id })).rejects.toMatchObject({ message: /queued already/ });
  });

  it("is refused when the model has made one already", async () => {
    await storeAudio(id);
    await addVersion(["We like old baths."]);
    await expect(app.api.queue.retranscribe({ id })).rejects.toMatchObject({
      message: "«base» has transcribed this episode already",
    });
  });
});

describe("speakers", () => {
  const speakersOf = async (episode: number) =>
    (await app.api.episodes.speakers({ id: episode })).speakers.map(({ label, name, scope }) => [label, name, scope]);
  const shown = async (episode: number) => (await app.api.episodes.readable({ id: episode }))?.phrases[0]?.speaker;
  const inSearch = async (episode: number) => {
    const { hits } = await app.api.search.query({ q: "baths OR welcome" });
    return hits.find((hit) => hit.episode_id === episode)?.moments[0]?.speaker;
  };

  it("are listed as the transcript has them", async () => {
    expect((await app.api.episodes.speakers({ id })).speakers).toEqual([
      { label: "S1", name: null, scope: null, turns: 1, talk_ms: 4500 },
      { label: "S2", name: null, scope: null, turns: 1, talk_ms: 4500 },
    ]);
  });

  it("get a name in one episode, everywhere it is shown", async () => {
    await app.api.episodes.nameSpeaker({ id, label: "S1", name: " Ann " });
    await app.work();
    expect(await speakersOf(id)).toEqual([
      ["S1", "Ann", "episode"],
      ["S2", null, null],
    ]);
    expect([await shown(id), await shown(other), await inSearch(id), await inSearch(other)]).toEqual([
      "Ann",
      "S1",
      "Ann",
      "S1",
    ]);
    expect((await exportTranscript(app, { id, format: "vtt" })).body).toContain("<v Ann>We like");
  });

  it("get a name in all of the podcast, which an episode may differ from", async () => {
    await app.api.episodes.nameSpeaker({ id: other, label: "S1", name: "Bob" });
    await app.api.episodes.nameSpeaker({ id, label: "S1", name: "Ann", scope: "feed" });
    await app.work();
    expect([await shown(id), await shown(other)]).toEqual(["Ann", "Bob"]);
    await app.api.episodes.nameSpeaker({ id: other, label: "S1", name: "" });
    await app.work();
    expect([await shown(other), await inSearch(other)]).toEqual(["Ann", "Ann"]);
    await app.api.episodes.nameSpeaker({ id, label: "S1", name: null, scope: "feed" });
    await app.work();
    expect([await shown(id), await shown(other), await inSearch(other)]).toEqual(["S1", "S1", "S1"]);
  });

  it("must be in the episode", async () => {
    await expect(app.api.episodes.nameSpeaker({ id, label: "S9", name: "X" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
