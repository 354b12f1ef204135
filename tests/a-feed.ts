type Tag = { url: string; type?: string; language?: string };

export type FeedItem = {
  guid?: string | null;
  title?: string;
  enclosure?: string;
  published?: string;
  notes?: string;
  transcripts?: Tag[];
};

export type FeedDocument = {
  title?: string;
  language?: string;
  /** The page about it. */
  link?: string;
  guid?: string;
  items?: FeedItem[];
  /** `itunes:new-feed-url` */
  movedTo?: string;
  /** `rel="next"` */
  nextPage?: string;
  isComplete?: boolean;
  isLocked?: boolean;
};

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

/** A podcast feed as RSS. Everything has a default; a test says only what matters to it. */
export function aFeed(document: FeedDocument = {}): string {
  const {
    title = "A podcast",
    language = "en",
    link = "https://example.org",
    guid,
    items = [{}],
    movedTo,
    nextPage,
    isComplete,
    isLocked,
  } = document;
  const extras = [
    guid ? `<podcast:guid>${guid}</podcast:guid>` : "",
    movedTo ? `<itunes:new-feed-url>${escaped(movedTo)}</itunes:new-feed-url>` : "",
    nextPage ? `<atom:link rel="next" href="${escaped(nextPage)}"/>` : "",
    isComplete ? "<itunes:complete>yes</itunes:complete>" : "",
    isLocked ? "<podcast:locked>yes</podcast:locked>" : "",
  ].join("");
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>${escaped(title)}</title><link>${escaped(link)}</link><language>${language}</language><description>About.</description>
${extras}${items.map(anItem).join("\n")}</channel></rss>`;
}

function anItem(item: FeedItem, index: number): string {
  const {
    guid = `guid-${index}`,
    title = `Episode ${index}`,
    enclosure = `https://example.org/${index}.mp3`,
    notes = "Notes.",
    transcripts = [],
  } = item;
  const published = item.published ?? new Date().toUTCString();
  const tags = transcripts.map(
    (tag) =>
      `<podcast:transcript url="${escaped(tag.url)}" type="${tag.type ?? "text/vtt"}"${tag.language ? ` language="${tag.language}"` : ""}/>`,
  );
  return `<item>${guid === null ? "" : `<guid isPermaLink="false">${escaped(guid)}</guid>`}<title>${escaped(title)}</title>
<description>${escaped(notes)}</description><pubDate>${published}</pubDate><itunes:duration>61</itunes:duration>
<enclosure url="${escaped(enclosure)}" type="audio/mpeg" length="1234"/>${tags.join("")}</item>`;
}

/** A WebVTT transcript with one cue of five seconds for each line; a line may begin with `Name: `. */
export function aTranscript(lines: readonly string[]): string {
  const time = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 23);
  const cues = lines.map((line, index) => {
    const [, speaker, text = line] = /^(\w+): (.*)$/s.exec(line) ?? [];
    return `${time(index * 5)} --> ${time(index * 5 + 4.5)}\n${speaker ? `<v ${speaker}>` : ""}${text}`;
  });
  return `WEBVTT\n\n${cues.join("\n\n")}\n`;
}
