import { describe, expect, it } from "vitest";
import type { StoredItem } from "@/server/episodes/episodes.service";
import { indexEpisodes } from "./index-episodes";

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const a = { title: "A", enclosureKey: "https://e.example/a.mp3", publishedAt: day(1) };
const b = { title: "B", enclosureKey: "https://e.example/b.mp3", publishedAt: day(2) };

const stored = (id: number, guid: string, content: Partial<typeof a> = {}): StoredItem => ({
  ...{ id, guid, ...a, ...content, contentHash: "", chaptersUrl: null, tagUrls: [], state: "new" as const },
  ...{ hasPublishersTranscript: false, durationSeconds: null },
});
const known = (episodes: StoredItem[], items: (typeof a & { guid: string })[]) => {
  const index = indexEpisodes(episodes, items);
  return items.map((item) => index.recognise(item)).map((found) => found.known?.id ?? found.guid);
};

describe("an item whose guid is stored, or was with a file,", () => {
  it.each([
    ["with another title", { ...a, title: "Retitled" }],
    ["with another file and title, but its time", { ...b, publishedAt: a.publishedAt }],
    ["with a time that is hours off", { ...b, publishedAt: new Date(a.publishedAt.getTime() + 11 * 3600_000) }],
    ["at another time, with its title", { ...b, title: a.title }],
    ["at another time, with its file", { ...b, enclosureKey: a.enclosureKey }],
  ])("is that episode %s", (_, item) => {
    expect(known([stored(1, "g")], [{ guid: "g", ...item }])).toEqual([1]);
  });

  it("is that episode when neither has a date", () => {
    const undated = { ...stored(1, "g"), publishedAt: null };
    expect(indexEpisodes([undated], []).recognise({ guid: "g", ...b, publishedAt: null })).toMatchObject({
      known: undated,
    });
  });

  it("is another one when title, file and time differ, and is stored under guid and file", () => {
    expect(known([stored(1, "g")], [{ guid: "g", ...b }])).toEqual([`g ${b.enclosureKey}`]);
  });

  it("is the one that was stored under guid and file, once it alone has the guid", () => {
    const episodes = [stored(1, "g"), stored(2, `g ${b.enclosureKey}`, b)];
    expect(known(episodes, [{ guid: "g", ...b }])).toEqual([2]);
    expect(known(episodes, [{ guid: "g", ...b, title: "Retitled" }])).toEqual([2]);
    expect(known(episodes, [{ guid: "g", ...a }])).toEqual([1]);
  });

  it("is the one that was stored under guid and file, where none has the guid alone", () => {
    const episodes = [stored(1, `g ${a.enclosureKey}`), stored(2, `g ${b.enclosureKey}`, b)];
    expect(known(episodes, [{ guid: "g", ...b, title: "Retitled" }])).toEqual([2]);
  });

  it("is what has its title and time, when its file has moved since", () => {
    const episodes = [stored(1, "g"), stored(2, `g ${b.enclosureKey}`, b)];
    expect(known(episodes, [{ guid: "g", ...b, enclosureKey: "https://new.example/b.mp3" }])).toEqual([2]);
  });
});

it("gives no stored episode to two items", () => {
  const episodes = [stored(1, "g"), stored(2, `g ${b.enclosureKey}`, b)];
  const items = [
    { guid: "g", ...b },
    { guid: "new", ...b },
  ];
  expect(known(episodes, items)).toEqual([2, "new"]);
});

describe("an episode whose guid has gone to another one", () => {
  const c = { title: "C", enclosureKey: "https://e.example/c.mp3", publishedAt: day(3) };

  it("is known by its content under the guid that it has now, as where the newest is always `latest`", () => {
    const items = [
      { guid: "latest", ...b },
      { guid: "a", ...a },
    ];
    expect(known([stored(1, "latest")], items)).toEqual([`latest ${b.enclosureKey}`, 1]);
  });

  it("is known again at each release, where guids count from the newest", () => {
    const items = [
      { guid: "1", ...c },
      { guid: "2", ...b },
      { guid: "3", ...a },
    ];
    const first = [stored(1, "1", b), stored(2, "2")];
    expect(known(first, items)).toEqual([`1 ${c.enclosureKey}`, 1, 2]);
    const later = [...first, stored(3, `1 ${c.enclosureKey}`, c)];
    const d = { title: "D", enclosureKey: "https://e.example/d.mp3", publishedAt: day(4) };
    const next = [{ guid: "1", ...d }, ...items.map((item) => ({ ...item, guid: `${Number(item.guid) + 1}` }))];
    expect(known(later, next)).toEqual([`1 ${d.enclosureKey}`, 3, 1, 2]);
  });
});
