import { podloveChapters } from "./chapter-files.mjs";
import { escapeHtml } from "./transcript-files.mjs";

const namespaces = [
  'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
  'xmlns:podcast="https://podcastindex.org/namespace/1.0"',
  'xmlns:psc="http://podlove.org/simple-chapters"',
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
].join(" ");

/**
 * The feed of the show as RSS 2.0. Its URLs are relative: they refer to wherever the feed itself is served, whatever the
 * port. `files` of an episode are `{ durationMs, audioBytes, transcript: { name, mediaType } | null, chapters }`.
 */
export function feedXml(show, filesOf) {
  const items = show.episodes.toReversed().map((episode) => itemXml(episode, show, filesOf(episode)));
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" ${namespaces}>
<channel>
  <title>${escapeHtml(show.title)}</title>
  <link>feed.xml</link>
  <description>${escapeHtml(show.description)}</description>
  <language>${show.language}</language>
  <itunes:author>${escapeHtml(show.author)}</itunes:author>
  <itunes:image href="cover.png"/>
  <itunes:explicit>false</itunes:explicit>
  ${show.categories.map((name) => `<itunes:category text="${escapeHtml(name)}"/>`).join("\n  ")}
  <podcast:guid>${show.guid}</podcast:guid>
${items.join("\n")}
</channel>
</rss>
`;
}

function itemXml(episode, show, { durationMs, audioBytes, transcript, chapters }) {
  const speakers = [...new Set(episode.lines.map(([speaker]) => speaker))];
  const persons = speakers.map((name) => `<podcast:person role="${show.speakers[name].role}">${name}</podcast:person>`);
  const tag = transcript
    ? [`<podcast:transcript url="${transcript.name}" type="${transcript.mediaType}" language="${episode.language}"/>`]
    : [];
  const lines = [
    `<title>${escapeHtml(episode.title)}</title>`,
    `<guid isPermaLink="false">small-signals-${episode.number}</guid>`,
    `<pubDate>${new Date(episode.published).toUTCString()}</pubDate>`,
    `<content:encoded><![CDATA[${episode.notes}]]></content:encoded>`,
    `<enclosure url="${episode.slug}.mp3" type="audio/mpeg" length="${audioBytes}"/>`,
    `<itunes:duration>${Math.round(durationMs / 1000)}</itunes:duration>`,
    `<itunes:episode>${episode.number}</itunes:episode>`,
    "<itunes:episodeType>full</itunes:episodeType>",
    ...persons,
    ...tag,
    ...chapterTags(episode, chapters),
  ];
  return `  <item>\n${lines.map((line) => `    ${line}`).join("\n")}\n  </item>`;
}

function chapterTags({ slug, chapters: marked }, chapters) {
  if (!marked) return [];
  if (marked.format === "podlove") return [podloveChapters(chapters)];
  return [`<podcast:chapters url="${slug}.chapters.json" type="application/json+chapters"/>`];
}
