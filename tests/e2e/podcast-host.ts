import type { ServerResponse } from "node:http";
import { type Host, startHost } from "../fakes/start-host";
import { silence } from "./silence";

/** Who may read private feeds. */
export const keeper = { username: "oskar", password: "112 steps: über" } as const;
const KEEPER = `Basic ${Buffer.from(`${keeper.username}:${keeper.password}`).toString("base64")}`;

const TRANSCRIPT_TAG = /<podcast:transcript [^>]*>/g;
const DAY_MS = 24 * 3600 * 1000;

/**
 * A host with "Harbour Notes", a podcast that was written for these tests. `/harbour-<key>.xml` is a podcast of its own for every
 * key, so that tests do not meet. `/private/harbour-<key>.xml` is the same behind a name and a password, until somebody asks for
 * `/open/harbour-<key>.xml`; `/silent/harbour-<key>.xml` is the same without transcripts.
 */
export async function startPodcastHost(): Promise<Host> {
  const opened = new Set<string>();
  const host = await startHost((request, response) => {
    const { pathname } = new URL(request.url ?? "/", host.url);
    const [, part, key] = /^(\/private|\/open|\/silent)?\/harbour-([\w-]+)\.xml$/.exec(pathname) ?? [];
    const file = files[pathname];
    if (key && part === "/open") opened.add(key);
    if (key && part === "/private" && !opened.has(key) && request.headers.authorization !== KEEPER)
      response.writeHead(401, { "www-authenticate": 'Basic realm="harbour"' }).end();
    else if (key) {
      const feed = feedOf(host.url, key);
      send(response, "application/rss+xml", part === "/silent" ? feed.replaceAll(TRANSCRIPT_TAG, "") : feed);
    } else if (pathname === "/audio.wav") sendSilence(response, request.headers.range);
    else if (file) send(response, file.type, file.body);
    else response.writeHead(404).end();
  });
  return host;
}

const send = (response: ServerResponse, type: string, body: string) =>
  response.writeHead(200, { "content-type": type }).end(body);

function sendSilence(response: ServerResponse, range: string | undefined): void {
  const { status, headers, body } = silence({ seconds: 240, range });
  response.writeHead(status, headers).end(body);
}

function feedOf(host: string, key: string): string {
  const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toUTCString();
  const item = (name: string, days: number, more: string) => `<item>
    <title>${name}</title><guid isPermaLink="false">${key}-${days}</guid><pubDate>${daysAgo(days)}</pubDate>
    <enclosure url="${host}/audio.wav?${key}-${days}" type="audio/wav" length="1920044"/><itunes:duration>240</itunes:duration>${more}</item>`;
  const tag = (file: string, type: string, language: string) =>
    `<podcast:transcript url="${host}/${file}" type="${type}" language="${language}"/>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:psc="http://podlove.org/simple-chapters">
<channel><title>Harbour Notes ${key}</title><link>${host}/</link><language>en</language><itunes:author>Mara Quill</itunes:author>
<description>Short talks from a small harbour: boats, weather and the people who mind them.</description>
${item(
  "The lighthouse keeper",
  1,
  `<description><![CDATA[<p>Mara visits the <b>lighthouse</b>.</p><script>alert(1)</script><p><a href="https://example.org/tower">The tower</a></p>]]></description>${tag("lighthouse.vtt", "text/vtt", "en")}${chapters}<podcast:person role="host">Mara Quill</podcast:person><podcast:person role="guest">Oskar Brandt</podcast:person>`,
)}
${item("Ropes and knots", 2, tag("ropes.srt", "application/x-subrip", "en"))}
${item("Nebel über dem Hafen", 3, tag("nebel.json", "application/json", "de"))}
${item("A day without words", 4, "")}
</channel></rss>`;
}

const chapters = `<psc:chapters version="1.2"><psc:chapter start="0" title="The stairs"/>
  <psc:chapter start="00:00:12" title="The lamp" href="https://example.org/lamp"/><psc:chapter start="00:00:30" title="The cormorant"/></psc:chapters>`;

const cues: readonly [seconds: number, speaker: string, text: string][] = [
  [0, "Mara", "Welcome to Harbour Notes. Today I climb the lighthouse."],
  [6, "Mara", "There are one hundred and twelve steps, and I counted each of them."],
  [12, "Oskar", "I have kept this lamp for thirty years, and it has never gone dark."],
  [19, "Mara", "What happens when the power fails?"],
  [23, "Oskar", "Then a diesel generator starts, and a bell rings in my kitchen."],
  [30, "Oskar", "Once a cormorant flew against the lantern and stayed for the winter."],
  [38, "Mara", "Did the cormorant get a name?"],
  [42, "Oskar", "We called it the assistant keeper."],
];

const clock = (seconds: number, point: "." | ",") => `00:00:${String(seconds).padStart(2, "0")}${point}000`;

const lighthouse = `WEBVTT\n\n${cues
  .map(([start, speaker, text]) => `${clock(start, ".")} --> ${clock(start + 4, ".")}\n<v ${speaker}>${text}</v>\n`)
  .join("\n")}`;

const ropes = [
  "A bowline holds when it must and opens when it should.",
  "The old rigger ties it behind his back, with gloves on.",
  "Hemp rope smells of tar, and of every boat that it has held.",
]
  .map((text, index) => `${index + 1}\n${clock(index * 7, ",")} --> ${clock(index * 7 + 6, ",")}\n${text}\n`)
  .join("\n");

const nebel = {
  version: "1.0.0",
  segments: [
    { startTime: 0, endTime: 5, speaker: "Jette", body: "Heute liegt dichter Nebel über dem ganzen Hafen." },
    { startTime: 6, endTime: 11, speaker: "Jette", body: "Die Fähre wartet, und das Nebelhorn antwortet ihr." },
  ],
};

const files: Record<string, { type: string; body: string }> = {
  "/lighthouse.vtt": { type: "text/vtt", body: lighthouse },
  "/ropes.srt": { type: "application/x-subrip", body: ropes },
  "/nebel.json": { type: "application/json", body: JSON.stringify(nebel) },
  "/plain.html": { type: "text/html", body: "<title>No podcast</title><p>Hello.</p>" },
};
