import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { aFeed } from "@/tests/a-feed";
import { readShared, sharedPath } from "./shared-data";

/** A real transcript: hand-made Markdown or machine-made WebVTT. */
export type CorpusEpisode = {
  id: string;
  show: string;
  title: string;
  lang: string;
  member: string;
  form: string;
  body: Buffer;
};

/** Six words that occur once in the corpus, and for some of them when. */
export type PhraseQuery = { id: string; phrase: string; doc: string; start?: number; end?: number };

const lines = <Row>(...file: string[]) =>
  readShared(...file)
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);

export const readPhraseQueries = () => lines<PhraseQuery>("ir", "corpus-phrase-queries.jsonl");
export const readTitleQueries = () => lines<{ query: string; doc: string }>("ir", "corpus-known-item-queries.jsonl");

/** All 570 episodes with their text. */
export function readCorpus(): CorpusEpisode[] {
  const folder = mkdtempSync(path.join(tmpdir(), "cast2md-corpus-"));
  try {
    const packs = readdirSync(sharedPath("corpus")).filter((name) => name.endsWith(".tar.gz"));
    for (const pack of packs) execFileSync("tar", ["xzf", sharedPath("corpus", pack), "-C", folder]);
    return lines<Omit<CorpusEpisode, "body">>("corpus", "index.jsonl").map((episode) => ({
      ...episode,
      body: readFileSync(path.join(folder, episode.member)),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type CorpusPage = { type: string; body: string | Buffer };

/** One feed for each show, each episode with its transcript. The guid of an episode is its id in the corpus. */
export function corpusPages(
  episodes: readonly CorpusEpisode[],
  origin: string,
): { feeds: string[]; pages: Map<string, CorpusPage> } {
  const pages = new Map<string, CorpusPage>();
  const shows = [...Map.groupBy(episodes, ({ show }) => show)];
  for (const [index, [title, members]] of shows.entries()) {
    const items = members.map((episode) => {
      const isTimed = episode.form === "WebVTT";
      const type = isTimed ? "text/vtt" : "text/plain";
      pages.set(pathOf(episode), { type, body: episode.body });
      return {
        guid: episode.id,
        // A title must not find what the text should.
        title: `Episode ${episode.id}`,
        transcripts: [{ url: `${origin}${pathOf(episode)}`, type }],
        enclosure: `${origin}/${episode.id}.mp3`,
      };
    });
    const language = members[0]?.lang.slice(0, 2) ?? "en";
    pages.set(`/feed-${index}.xml`, { type: "application/rss+xml", body: aFeed({ title, language, items }) });
  }
  return { feeds: shows.map((_, index) => `/feed-${index}.xml`), pages };
}

const pathOf = ({ id, form }: CorpusEpisode) => `/${id}.${form === "WebVTT" ? "vtt" : "md"}`;
