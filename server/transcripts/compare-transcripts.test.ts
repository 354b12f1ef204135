import { expect, it } from "vitest";
import { compareTranscripts } from "./compare-transcripts";
import { mergeIntoPhrases, paragraphPhrases } from "./phrases";

const timed = (...lines: string[]) =>
  mergeIntoPhrases(lines.map((text, index) => ({ startMs: index * 10_000, endMs: index * 10_000 + 8000, text })));

it("puts side by side what was heard, and marks what differs", () => {
  const { rows, similarity } = compareTranscripts(timed("We like cold baths."), timed("We like", "old baths."));
  expect(rows).toEqual([
    {
      start_ms: 0,
      left: [
        { text: "We like", is_different: false },
        { text: "cold", is_different: true },
        { text: "baths.", is_different: false },
      ],
      right: [
        { text: "We like", is_different: false },
        { text: "old", is_different: true },
        { text: "baths.", is_different: false },
      ],
    },
  ]);
  expect(similarity).toBe(0.75);
});

it("begins rows where phrases begin, and loses no word of either side", () => {
  const lines = Array.from({ length: 40 }, (_, index) => `This is sentence number ${index} of a speech that goes on.`);
  const heard = lines.map((line, index) => (index % 5 === 0 ? line.replace("speech", "peach tree") : line));
  const { rows } = compareTranscripts(timed(...lines), timed(...heard));
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.every(({ start_ms }) => start_ms !== null && start_ms % 10_000 === 0)).toBe(true);
  const said = (side: "left" | "right") => rows.flatMap((row) => row[side].map(({ text }) => text)).join(" ");
  expect(said("left")).toBe(lines.join(" "));
  expect(said("right")).toBe(heard.join(" "));
});

it("compares texts without times, and with nothing", () => {
  expect(compareTranscripts(paragraphPhrases([{ text: "Hello there." }]), timed("Hello there.")).rows).toHaveLength(1);
  expect(compareTranscripts([], []).rows).toEqual([]);
});
