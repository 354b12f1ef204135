import fc from "fast-check";
import { expect, it } from "vitest";
import { readShowNotes } from "./read-show-notes";

const base = "https://shownotes.example/p/full.json";
const read = (...episodes: unknown[]) => readShowNotes({ podcast: { uuid: "p", episodes } }, base).episodes;

it("reads what is there and leaves out what cannot be used", () => {
  expect(
    read(
      {
        uuid: "a",
        title: "One",
        published: "2026-03-10T12:00:00",
        duration: 61.4,
        transcripts: [{ url: "https://p.example/t.srt", type: "application/srt" }],
        pocket_casts_transcripts: [{ url: "generated/a.vtt", type: "text/vtt" }, { type: "text/vtt" }, null],
      },
      { uuid: "b", title: "Two" },
      { uuid: "c" },
      { title: "no uuid" },
      null,
      "text",
      { uuid: "b", title: "Two again", published: {}, duration: "long", transcripts: "none" },
    ),
  ).toEqual([
    {
      uuid: "a",
      title: "One",
      publishedAt: new Date("2026-03-10T12:00:00Z"),
      durationSeconds: 61,
      files: [
        { url: "https://shownotes.example/p/generated/a.vtt", type: "text/vtt" },
        { url: "https://p.example/t.srt", type: "application/srt" },
      ],
    },
    { uuid: "b", title: "Two again", publishedAt: null, durationSeconds: null, files: [] },
  ]);
});

it.each([
  ["control characters and halves of characters", { title: "One\u0000 \ud800two" }, { title: "One two" }],
  ["a title that never ends", { title: "a".repeat(5000) }, { title: "a".repeat(1000) }],
  ["a duration that no column holds", { duration: 1e15 }, { durationSeconds: null }],
  ["a year before the first", { published: "-000044-03-15T12:00:00Z" }, { publishedAt: null }],
  ["a year of five digits", { published: "+012026-03-10T12:00:00Z" }, { publishedAt: null }],
  [
    "a type that is none",
    { transcripts: [{ url: "/t", type: 7 }] },
    { files: [{ url: `${new URL(base).origin}/t`, type: null }] },
  ],
  ["an address that never ends", { transcripts: [{ url: `/${"t".repeat(5000)}` }] }, { files: [] }],
])("mends %s", (_, given, expected) => {
  expect(read({ uuid: "a", title: "One", ...given })).toMatchObject([expected]);
});

it.each([
  ["an id that never ends", { uuid: "a".repeat(300), title: "One" }],
  ["a title of nothing but blanks", { uuid: "a", title: " \u0000 " }],
])("leaves out an episode with %s", (_, episode) => {
  expect(read(episode)).toEqual([]);
});

it.each([
  ["2026-03-10T12:00:00Z", "2026-03-10T12:00:00.000Z"],
  ["2026-03-10T12:00:00+02:00", "2026-03-10T10:00:00.000Z"],
  ["2026-03-10 12:00:00", "2026-03-10T12:00:00.000Z"],
  ["2026-03-10", "2026-03-10T00:00:00.000Z"],
  [1_773_144_000, "2026-03-10T12:00:00.000Z"],
  [1_773_144_000_000, "2026-03-10T12:00:00.000Z"],
  ["soon", null],
  [null, null],
])("takes %s for %s", (published, expected) => {
  expect(read({ uuid: "a", title: "One", published })[0]?.publishedAt?.toISOString() ?? null).toBe(expected);
});

it.each([
  ["nothing", null],
  ["a list", []],
  ["no episodes", { podcast: {} }],
  ["a text", "busy"],
])("takes %s for no answer at all", (_, answer) => {
  expect(() => readShowNotes(answer, base)).toThrow(/something else than a list/);
});

it("survives whatever an episode is", () => {
  fc.assert(fc.property(fc.array(fc.jsonValue()), (episodes) => Array.isArray(read(...episodes))));
});
