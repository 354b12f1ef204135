import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseChaptersDocument, parseNormalPlayTime } from "./chapters";

const read = (document: unknown) => parseChaptersDocument(Buffer.from(JSON.stringify(document)));
const shown = (document: unknown) => read(document)?.map(({ start_ms, title }) => [start_ms, title]);

it.each([
  ["0", 0],
  ["59.12", 59_120],
  ["00:01:29.201", 89_201],
  ["01:35:00.034", 5_700_034],
  ["2:03", 123_000],
  ["90:00", 5_400_000],
  ["1:02:03,5", 3_723_500],
  ["", null],
  ["-1", null],
  ["soon", null],
  ["1:2:3:4", null],
])("%j is %j ms", (text, expected) => {
  expect(parseNormalPlayTime(text)).toBe(expected);
});

describe("a document of chapters", () => {
  it("is read in order of time, with what belongs to each", () => {
    const chapters = [
      { startTime: 168.0004, title: " Second\n one ", url: "https://example.org/x y", img: "javascript:alert(1)" },
      { startTime: 0, title: "Intro", img: "https://example.org/i.png" },
    ];
    expect(read({ version: "1.2.0", chapters })).toEqual([
      { start_ms: 0, title: "Intro", url: null, image_url: "https://example.org/i.png" },
      { start_ms: 168_000, title: "Second one", url: "https://example.org/x%20y", image_url: null },
    ]);
  });

  it("leaves out what is no entry of a table of contents", () => {
    const chapters = [
      { startTime: 1, title: "A" },
      { startTime: 2, title: "Hidden", toc: false },
      { startTime: 3 },
      { title: "X" },
      { startTime: 1, title: "Twice" },
      null,
      7,
      { startTime: 1e12, title: "Never" },
      { startTime: "0:05", title: "B", toc: true },
    ];
    expect(shown({ chapters })).toEqual([
      [1000, "A"],
      [5000, "B"],
    ]);
  });

  it.each([[[]], [{}], [{ chapters: {} }], ["text"], [null]])("is not %j", (document) => {
    expect(read(document)).toBeNull();
  });

  it("never fails, whatever it holds", () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (chapters) => {
        const list = parseChaptersDocument(Buffer.from(JSON.stringify({ chapters }) ?? "")) ?? [];
        expect(list.every(({ start_ms }, index) => index === 0 || start_ms > (list[index - 1]?.start_ms ?? 0))).toBe(
          true,
        );
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseChaptersDocument(bytes)));
  });
});
