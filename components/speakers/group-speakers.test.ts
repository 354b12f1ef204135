import { expect, it } from "vitest";
import { groupSpeakers } from "./group-speakers";
import type { Speaker } from "./types";

const speaker = (label: string, facts: Partial<Speaker> = {}): Speaker => ({
  label,
  name: null,
  scope: null,
  turns: 1,
  talk_ms: null,
  ...facts,
});
const shown = (speakers: Speaker[]) => groupSpeakers(speakers).map((voice) => [voice.shown, voice.share, voice.turns]);

it.each([
  ["nobody", [], []],
  [
    "who talks most comes first, whatever their turns",
    [speaker("A", { talk_ms: 1000, turns: 9 }), speaker("B", { talk_ms: 3000 })],
    [
      ["B", 0.75, 1],
      ["A", 0.25, 9],
    ],
  ],
  [
    "turns count where there are no times",
    [speaker("A", { turns: 1 }), speaker("B", { turns: 3 })],
    [
      ["B", 0.75, 3],
      ["A", 0.25, 1],
    ],
  ],
  [
    "labels with one name are one voice, also when it is another's label",
    [speaker("S1", { name: "Ann", talk_ms: 1000 }), speaker("B", { talk_ms: 1000 }), speaker("Ann", { talk_ms: 2000 })],
    [
      ["Ann", 0.75, 2],
      ["B", 0.25, 1],
    ],
  ],
  ["silence is shared by nobody", [speaker("A", { talk_ms: 0 })], [["A", 0, 1]]],
] as const)("%s", (_, speakers, voices) => {
  expect(shown([...speakers])).toEqual(voices);
});
