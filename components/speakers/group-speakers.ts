import type { Speaker } from "./types";

/** Somebody as the page shows them. Several labels may have been given one name. */
export type Voice = {
  shown: string;
  labels: Speaker[];
  turns: number;
  /** Of the talking time, or of the turns where there are no times; 0 to 1. */
  share: number;
};

/** Who speaks, those who speak most first. */
export function groupSpeakers(speakers: readonly Speaker[]): Voice[] {
  const isTimed = speakers.some((speaker) => speaker.talk_ms !== null);
  const weightOf = (speaker: Speaker) => (isTimed ? (speaker.talk_ms ?? 0) : speaker.turns);
  const total = Math.max(1, sumOf(speakers, weightOf));
  const voices = Map.groupBy(speakers, ({ name, label }) => name ?? label);
  return [...voices]
    .map(([shown, labels]) => ({
      shown,
      labels,
      turns: sumOf(labels, ({ turns }) => turns),
      share: sumOf(labels, weightOf) / total,
    }))
    .sort((a, b) => b.share - a.share);
}

const sumOf = (speakers: readonly Speaker[], weightOf: (speaker: Speaker) => number) =>
  speakers.reduce((sum, speaker) => sum + weightOf(speaker), 0);
