import { aFeed, aTranscript } from "@/tests/a-feed";
import { seededSpeech } from "./harness/seeded-text";

const DAY_MS = 24 * 3600 * 1000;
const NEWEST = Date.UTC(2026, 0, 1);

type Wanted = { items: number; seed: number; title: string; transcriptUrl?: (index: number) => string };

/** A feed with show notes of about a kilobyte for each item, as hosts have them; the same in every run. */
export function generatedFeed({ items, seed, title, transcriptUrl }: Wanted): string {
  const speech = seededSpeech(seed);
  return aFeed({
    title,
    items: Array.from({ length: items }, (_, index) => ({
      guid: `${seed}-${index}`,
      title: `${items - index}: ${speech.words(6).join(" ")}`,
      notes: `<p>${speech.words(150).join(" ")}</p><p><a href="https://example.org/${index}">${speech.words(3).join(" ")}</a></p>`,
      enclosure: `https://cdn.example.org/${seed}/${index}.mp3?token=${seed}`,
      published: new Date(NEWEST - index * DAY_MS).toUTCString(),
      ...(transcriptUrl ? { transcripts: [{ url: transcriptUrl(index), type: "text/vtt", language: "en" }] } : {}),
    })),
  });
}

/** A transcript whose cues are each a phrase. */
export function generatedTranscript({ phrases, seed }: { phrases: number; seed: number }): string {
  const speech = seededSpeech(seed);
  return aTranscript(Array.from({ length: phrases }, () => `${speech.phrase()}.`));
}
