import type { Db } from "@/server/platform/db";
import { replaceSegments } from "@/server/search/search.repo";
import { seededSpeech } from "./harness/seeded-text";

export type Library = { phrases: number; phrasesPerEpisode: number; episodesPerFeed: number };

const DAY_MS = 24 * 3600 * 1000;

/** Fills a library with generated episodes, through the statement by which transcripts are indexed. */
export async function fillLibrary(db: Db, { phrases, phrasesPerEpisode, episodesPerFeed }: Library): Promise<void> {
  const episodes = Math.ceil(phrases / phrasesPerEpisode);
  let feedId = 0;
  for (let index = 0; index < episodes; index++) {
    const speech = seededSpeech(index + 1);
    if (index % episodesPerFeed === 0) feedId = await addFeed(db, index);
    const { episodeId, transcriptId } = await addEpisode(db, feedId, index, speech);
    const texts = Array.from({ length: phrasesPerEpisode }, () => speech.phrase());
    const segments = texts.map((text, idx) => ({
      idx,
      startMs: idx * 8_000,
      endMs: idx * 8_000 + 7_500,
      speaker: null,
      text,
      lookahead: texts[idx + 1]?.split(" ", 12).join(" ") ?? "",
      cueOffsets: [0],
      cueStartMs: [idx * 8_000],
      cueEndMs: [idx * 8_000 + 7_500],
    }));
    await db.$transaction((tx) => replaceSegments(tx, { transcriptId, episodeId, feedId, lang: "en" }, segments));
  }
}

async function addFeed(db: Db, index: number): Promise<number> {
  const url = `https://example.org/${index}.xml`;
  const feed = await db.feed.create({ data: { url, urlKey: url, title: `Podcast ${index}`, language: "en" } });
  return feed.id;
}

async function addEpisode(db: Db, feedId: number, index: number, speech: ReturnType<typeof seededSpeech>) {
  const enclosure = `https://example.org/${index}.mp3`;
  const episode = await db.episode.create({
    data: {
      feedId,
      guid: String(index),
      contentHash: "",
      title: speech.words(6).join(" "),
      description: `<p>${speech.words(150).join(" ")}</p>`,
      language: "en",
      publishedAt: new Date(Date.UTC(2026, 0, 1) - index * DAY_MS),
      enclosureUrl: enclosure,
      enclosureKey: enclosure,
      state: "completed",
    },
    select: { id: true },
  });
  const transcript = await db.transcript.create({
    data: {
      episodeId: episode.id,
      source: "podcast2.0:vtt",
      format: "vtt",
      isTimed: true,
      originalKey: "",
      sizeBytes: 1,
      sha256: "",
      indexedAt: new Date(),
    },
    select: { id: true },
  });
  await db.episode.update({ where: { id: episode.id }, data: { preferredTranscriptId: transcript.id } });
  return { episodeId: episode.id, transcriptId: transcript.id };
}
