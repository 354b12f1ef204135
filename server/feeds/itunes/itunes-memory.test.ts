import { expect, it } from "vitest";
import { createItunesMemory } from "./itunes-memory";

const found = (title: string) => async () => [
  { itunesId: "1", title, author: null, feedUrl: null, artworkUrl: null, episodeCount: null },
];

it("keeps an answer for five minutes", async () => {
  const memory = createItunesMemory();
  await memory.answer("q", 0, found("old"));
  expect(await memory.answer("q", 299_999, found("new"))).toMatchObject([{ title: "old" }]);
  expect(await memory.answer("q", 300_000, found("new"))).toMatchObject([{ title: "new" }]);
});

it("keeps no failure", async () => {
  const memory = createItunesMemory();
  await expect(memory.answer("q", 0, () => Promise.reject(new Error("down")))).rejects.toThrow("down");
  expect(await memory.answer("q", 1, found("up"))).toMatchObject([{ title: "up" }]);
});

it("keeps the newest two hundred", async () => {
  const memory = createItunesMemory();
  for (let index = 0; index <= 200; index++) await memory.answer(`q${index}`, 0, found("old"));
  expect(await memory.answer("q1", 0, found("new"))).toMatchObject([{ title: "old" }]);
  expect(await memory.answer("q0", 0, found("new"))).toMatchObject([{ title: "new" }]);
});

it("makes a search wait when a minute has seen eighteen", () => {
  const memory = createItunesMemory();
  for (let index = 0; index < 18; index++) {
    expect(memory.searchWaitMs(index * 1000)).toBe(0);
    memory.searched(index * 1000);
  }
  expect(memory.searchWaitMs(20_000)).toBe(40_000);
  expect(memory.pauseMs(20_000)).toBe(0);
  expect(memory.searchWaitMs(60_000)).toBe(0);
});

it("pauses for as long as it was told, and never shorter than before", () => {
  const memory = createItunesMemory();
  memory.pause(90_000);
  memory.pause(10_000);
  expect([memory.pauseMs(0), memory.searchWaitMs(30_000), memory.pauseMs(90_000)]).toEqual([90_000, 60_000, 0]);
});
