import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Identifiable, identifyEpisodes } from "./episode-identity";

function anItem(item: Partial<Identifiable> = {}): Identifiable {
  return { guid: null, enclosureUrl: null, link: null, title: "Title", publishedAt: null, ...item };
}

const a = "https://cdn.example/a.mp3";
const b = "https://cdn.example/b.mp3";

describe("an episode is known by", () => {
  it.each([
    ["its guid", [{ guid: "1", enclosureUrl: a }], ["1"]],
    [
      "its guid, whatever its media",
      [
        { guid: "1", enclosureUrl: a },
        { guid: "2", enclosureUrl: a },
      ],
      ["1", "2"],
    ],
    [
      "guid and media if the guid is not unique",
      [
        { guid: "1", enclosureUrl: `${a}?t=1` },
        { guid: "1", enclosureUrl: b },
      ],
      [`1 ${a}`, `1 ${b}`],
    ],
    ["its media without a guid", [{ enclosureUrl: `${a}?token=1#t` }], [a]],
    [
      "the query of its media if nothing else tells",
      [{ enclosureUrl: `${a}?id=1` }, { enclosureUrl: `${a}?id=2` }],
      [`${a}?id=1`, `${a}?id=2`],
    ],
    ["its link without media", [{ link: "https://example.com/1" }], ["https://example.com/1"]],
    ["title and date without anything else", [{ publishedAt: new Date(0) }], ["Title 1970-01-01T00:00:00.000Z"]],
    ["its title without a date", [{ title: "Alone" }], ["Alone"]],
    ["a guid of 500 bytes as it is", [{ guid: "ü".repeat(250) }], ["ü".repeat(250)]],
    [
      "the hash of a longer one",
      [{ guid: "a".repeat(501) }],
      [`sha256:${createHash("sha256").update("a".repeat(501)).digest("hex")}`],
    ],
  ])("%s", (_, items, identities) => {
    expect(identifyEpisodes(items.map(anItem))).toEqual(identities);
  });
});

describe("an item is a duplicate", () => {
  it.each([
    [
      "if guid and media are the same",
      [
        { guid: "1", enclosureUrl: a },
        { guid: "1", enclosureUrl: a },
      ],
      ["1", null],
    ],
    [
      "even if a token differs",
      [
        { guid: "1", enclosureUrl: `${a}?t=1` },
        { guid: "1", enclosureUrl: `${a}?t=2` },
      ],
      ["1", null],
    ],
    ["without guids if the media are the same", [{ enclosureUrl: a }, { enclosureUrl: a, title: "Again" }], [a, null]],
    ["if its guid is the media of one without", [{ enclosureUrl: a }, { guid: a, enclosureUrl: a }], [a, null]],
  ])("%s", (_, items, identities) => {
    expect(identifyEpisodes(items.map(anItem))).toEqual(identities);
  });

  it("but not if its guid is the media of another and its own media differ", () => {
    const items = [anItem({ enclosureUrl: a }), anItem({ guid: a, enclosureUrl: b })];
    expect(identifyEpisodes(items)).toEqual([a, `${a} ${b}`]);
  });
});

const items = fc.array(
  fc.record({
    guid: fc.constantFrom(null, "1", "2", a),
    enclosureUrl: fc.constantFrom(a, b, `${a}?x`, `${b}?y`, null),
    link: fc.constantFrom(null, "https://example.com/"),
    title: fc.constantFrom("", "One", "1"),
    publishedAt: fc.constantFrom(null, new Date(0)),
  }),
);

it("gives no identity twice", () => {
  fc.assert(
    fc.property(items, (list) => {
      const identities = identifyEpisodes(list).filter((identity) => identity !== null);
      expect(new Set(identities).size).toBe(identities.length);
    }),
  );
});

it("gives the same items the same identities when new ones come on top", () => {
  const withGuids = fc.uniqueArray(fc.record({ guid: fc.uuid(), enclosureUrl: fc.webUrl() }), {
    selector: (item) => item.guid,
  });
  fc.assert(
    fc.property(withGuids, fc.nat(), (list, cut) => {
      const all = list.map(anItem);
      const older = all.slice(cut % (all.length + 1));
      expect(identifyEpisodes(all).slice(all.length - older.length)).toEqual(identifyEpisodes(older));
    }),
  );
});
