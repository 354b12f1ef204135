import { expect, it } from "vitest";
import type { ParsedTranscript } from "./cue";
import { listSpeakers, renameSpeakers } from "./rename-speakers";

const cue = (startMs: number, speaker?: string) => ({
  startMs,
  endMs: startMs + 500,
  text: "x",
  ...(speaker ? { speaker } : {}),
});
const timed: ParsedTranscript = {
  kind: "timed",
  format: "vtt",
  isWordLevel: false,
  cues: [cue(0, "S1"), cue(500, "S1"), cue(1000, "S2"), cue(1500), cue(2000, "S1")],
};
const untimed: ParsedTranscript = {
  kind: "untimed",
  format: "html",
  paragraphs: [{ text: "x", speaker: "S1" }, { text: "y" }],
};

it("counts turns and time", () => {
  expect(listSpeakers(timed)).toEqual([
    { label: "S1", turns: 2, talkMs: 1500 },
    { label: "S2", turns: 1, talkMs: 500 },
  ]);
  expect(listSpeakers(untimed)).toEqual([{ label: "S1", turns: 1, talkMs: null }]);
  expect(listSpeakers({ kind: "empty", because: "" })).toEqual([]);
});

it("puts a name in place of a label and leaves all else as it is", () => {
  const renamed = renameSpeakers(timed, new Map([["S1", "Ann"]]));
  expect(renamed).toMatchObject({
    cues: [{ speaker: "Ann" }, { speaker: "Ann" }, { speaker: "S2" }, {}, { speaker: "Ann" }],
  });
  expect(listSpeakers(timed)[0]?.label).toBe("S1");
  expect(renameSpeakers(untimed, new Map([["S1", "Ann"]]))).toMatchObject({
    paragraphs: [{ speaker: "Ann" }, { text: "y" }],
  });
});

it("merges two labels of one person", () => {
  const names = new Map([
    ["S1", "Ann"],
    ["S2", "Ann"],
  ]);
  expect(listSpeakers(renameSpeakers(timed, names)).map(({ label }) => label)).toEqual(["Ann"]);
});
