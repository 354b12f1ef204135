import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseChaptersDocument } from "@/server/episodes/chapters";
import { parseFeed, refusalOf } from "@/server/feeds/parsing/parse-feed";
import type { ParsedItem } from "@/server/feeds/parsing/parsed-feed";
import type { ParsedTranscript } from "@/server/transcripts/cue";
import { parseTranscript } from "@/server/transcripts/parse-transcript";

const folder = path.resolve("public/demo");
const address = "http://127.0.0.1:8000/demo/";

const feed = await parseFeed(readFileSync(path.join(folder, "feed.xml")), { url: `${address}feed.xml` });
const titled = (title: string): ParsedItem => {
  const item = feed.items.find((candidate) => candidate.title === title);
  if (!item) throw new Error(`the demo has no episode ${title}`);
  return item;
};

/** The file that a URL of the feed means when the feed is served at `address`. */
function fileAt(url: string): string {
  expect(url.startsWith(address)).toBe(true);
  return path.join(folder, url.slice(address.length));
}

function transcriptOf(title: string): ParsedTranscript {
  const [tag] = titled(title).transcriptTags;
  if (!tag) throw new Error(`the feed names no transcript of ${title}`);
  return parseTranscript(readFileSync(fileAt(tag.url)), { mediaType: tag.type, url: tag.url });
}

describe("the feed of the demo podcast", () => {
  it("is a podcast that can be subscribed to, with nothing skipped", () => {
    expect(refusalOf(feed)).toBeNull();
    expect(feed).toMatchObject({ title: "Small Signals", language: "en", itemCount: 6 });
    expect(feed.items).toHaveLength(6);
    expect(feed.podcastGuid).toMatch(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/);
  });

  it("names only files that lie beside it, with their true sizes", () => {
    for (const { enclosure, transcriptTags } of feed.items) {
      expect(enclosure.type).toBe("audio/mpeg");
      expect(statSync(fileAt(enclosure.url)).size).toBe(enclosure.sizeBytes);
      for (const { url } of transcriptTags) expect(existsSync(fileAt(url))).toBe(true);
    }
    expect(existsSync(fileAt(feed.imageUrl ?? ""))).toBe(true);
  });

  it("names every file there is, and they are small", () => {
    const named = feed.items.flatMap(({ enclosure, transcriptTags, chaptersUrl }) => [
      enclosure.url,
      ...transcriptTags.map(({ url }) => url),
      ...(chaptersUrl ? [chaptersUrl] : []),
    ]);
    const files = [...named.map(fileAt), fileAt(feed.imageUrl ?? ""), path.join(folder, "feed.xml")];
    expect(readdirSync(folder).sort()).toEqual(files.map((file) => path.basename(file)).sort());
    expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(900_000);
  });

  it("has chapters in the feed and in a file, which begin where something is said", () => {
    const { chaptersUrl } = titled("One light, one name");
    const file = parseChaptersDocument(readFileSync(fileAt(chaptersUrl ?? "")));
    for (const [title, chapters] of [
      ["One light, one name", file ?? []],
      ["The ball on the roof", titled("The ball on the roof").chapters],
    ] as const) {
      const transcript = transcriptOf(title);
      const starts = transcript.kind === "timed" ? transcript.cues.map(({ startMs }) => startMs) : [];
      expect(chapters).toHaveLength(3);
      for (const { start_ms } of chapters) expect(starts).toContain(start_ms);
    }
  });

  it("has an old episode without a transcript, which needs its audio", () => {
    const { transcriptTags, publishedAt } = titled("Six pips");
    expect(transcriptTags).toEqual([]);
    expect(publishedAt?.toISOString()).toBe("2024-02-05T06:00:00.000Z");
  });
});

describe("the transcripts of the demo podcast", () => {
  it.each([
    ["The ball on the roof", "vtt", 9, ["Nora", "Theo"]],
    ["One light, one name", "srt", 8, ["Nora", "Theo"]],
    ["Tauben über Paris", "html", 8, ["Emil", "Jana"]],
  ] as const)("%s is %s with %i timed turns of two speakers", (title, format, turns, speakers) => {
    const transcript = transcriptOf(title);
    if (transcript.kind !== "timed") throw new Error("no times were found");
    expect(transcript).toMatchObject({ format, isWordLevel: false });
    expect(transcript.cues).toHaveLength(turns);
    expect([...new Set(transcript.cues.map(({ speaker }) => speaker))].sort()).toEqual(speakers);
    expectWithinAudio(transcript.cues, titled(title));
  });

  it("A metre in the wall is JSON with a time for each word", () => {
    const transcript = transcriptOf("A metre in the wall");
    if (transcript.kind !== "timed") throw new Error("no times were found");
    expect(transcript).toMatchObject({ format: "json", isWordLevel: true });
    expect(transcript.cues.length).toBeGreaterThan(100);
    expect(transcript.cues[0]).toMatchObject({ startMs: 0, text: "In", speaker: "Nora" });
    expectWithinAudio(transcript.cues, titled("A metre in the wall"));
  });

  it("Tea against the clock is text with speakers and without times", () => {
    const transcript = transcriptOf("Tea against the clock");
    if (transcript.kind !== "untimed") throw new Error("times were found where there are none");
    expect(transcript.paragraphs).toHaveLength(7);
    expect(new Set(transcript.paragraphs.map(({ speaker }) => speaker))).toEqual(new Set(["Nora", "Theo"]));
  });

  it("is in German where the feed says so", () => {
    expect(titled("Tauben über Paris").transcriptTags[0]?.language).toBe("de");
  });
});

function expectWithinAudio(cues: readonly { startMs: number; endMs: number }[], { durationSeconds }: ParsedItem): void {
  const starts = cues.map(({ startMs }) => startMs);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  // The page of a transcript in HTML says when a turn begins only: the end of the last one is a guess.
  expect(cues.at(-1)?.startMs).toBeLessThan((durationSeconds ?? 0) * 1000);
}
