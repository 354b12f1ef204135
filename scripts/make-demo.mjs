// Makes the demo podcast in public/demo from scripts/demo/show.json: speech, transcripts with the times of that speech, and the
// feed. Needs espeak-ng and ffmpeg. What it makes is committed; run it again after the text has changed. The artwork is
// scripts/demo/cover.svg as a browser shows it (chromium --headless --screenshot --window-size=600,600), in 32 colours.
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chaptersJson, chaptersOf } from "./demo/chapter-files.mjs";
import { feedXml } from "./demo/feed-file.mjs";
import { speakToMp3 } from "./demo/speech.mjs";
import { transcriptFiles } from "./demo/transcript-files.mjs";

const scripts = path.dirname(fileURLToPath(import.meta.url));
const target = path.join(scripts, "../public/demo");
const show = JSON.parse(readFileSync(path.join(scripts, "demo/show.json"), "utf8"));

mkdirSync(target, { recursive: true });
const files = new Map(show.episodes.map((episode) => [episode, makeEpisode(episode)]));
writeFileSync(
  path.join(target, "feed.xml"),
  feedXml(show, (episode) => files.get(episode)),
);

function makeEpisode({ slug, lines, transcript: format, chapters: marked }) {
  const audio = path.join(target, `${slug}.mp3`);
  const { spoken, durationMs } = speakToMp3(lines, (speaker) => show.speakers[speaker], audio);
  const audioBytes = statSync(audio).size;
  process.stdout.write(`${slug}: ${Math.round(durationMs / 1000)} s, ${Math.round(audioBytes / 1000)} kB\n`);
  const chapters =
    marked &&
    chaptersOf(
      marked,
      spoken.map(({ startMs }) => startMs),
    );
  if (marked?.format === "json") writeFileSync(path.join(target, `${slug}.chapters.json`), chaptersJson(chapters));
  if (format === null) return { durationMs, audioBytes, transcript: null, chapters };

  const { mediaType, write } = transcriptFiles[format];
  const name = `${slug}.${format}`;
  writeFileSync(path.join(target, name), write(spoken));
  return { durationMs, audioBytes, transcript: { name, mediaType }, chapters };
}
