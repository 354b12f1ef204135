import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EpisodeFacts, pairEpisodes } from "./pair-episodes";

const noon = "2026-03-10T12:00:00Z";
const an = (title: string, published: string | null = noon, durationSeconds: number | null = null): EpisodeFacts => ({
  title,
  publishedAt: published === null ? null : new Date(published),
  durationSeconds,
});
const titles = (pairs: { ours: EpisodeFacts; theirs: EpisodeFacts }[]) =>
  pairs.map(({ ours, theirs }) => [ours.title, theirs.title]);

describe("one episode here and one there", () => {
  it.each([
    ["the same title and time", an("A day at sea"), an("A day at sea"), true],
    ["a number before it, here", an("#12: A day at sea"), an("A day at sea"), true],
    ["a number before it, there", an("A day at sea"), an("Ep. 12 - A day at sea"), true],
    ["numbers before it, written differently", an("Episode 012: A day at sea"), an("#12: A day at sea"), true],
    ["other numbers before it", an("#12: A day at sea"), an("#13: A day at sea"), false],
    ["case, accents and punctuation", an("Über’s Meer!"), an("ubers meer"), true],
    ["23 hours apart", an("A day at sea"), an("A day at sea", "2026-03-11T11:00:00Z"), true],
    ["24 hours apart", an("A day at sea"), an("A day at sea", "2026-03-11T12:00:00Z"), false],
    ["no date there, the same title", an("A day at sea"), an("A day at sea", null), true],
    ["no date here, the same title", an("A day at sea", null), an("A day at sea"), true],
    ["no date there, a longer title", an("A day at sea"), an("A day at sea with Ana", null), false],
    ["no date at all", an("A day at sea", null), an("A day at sea", null), true],
    ["a longer title of that day", an("A day at sea"), an("A day at sea (with Ana)"), true],
    ["a short title within another", an("The sea"), an("The sea and the moon"), false],
    ["another title of that day", an("A day at sea"), an("A night at home"), false],
    ["part 1 and part 10", an("The trial, part 1"), an("The trial, part 10"), false],
    ["part I and part II", an("The trial, part I"), an("The trial, part II"), false],
    ["a part and the whole", an("The whole trial"), an("The whole trial, part 2"), false],
    ["titles in another script", an("第十回 海の一日"), an("第十回　海の一日"), true],
    ["titles of signs only", an("???"), an("???"), true],
    ["other titles of signs only", an("???"), an("!!!"), false],
    ["a title that is a number", an("1984"), an("1985"), false],
  ])("%s", (_, ours, theirs, isPair) => {
    expect(pairEpisodes([ours], [theirs])).toHaveLength(isPair ? 1 : 0);
  });
});

describe("several of one day", () => {
  it("pairs each part with its own", () => {
    const parts = [1, 10, 2, 11].map((number) => an(`The trial, part ${number}`));
    const pairs = pairEpisodes(parts, [...parts].reverse());
    expect(pairs).toHaveLength(4);
    expect(titles(pairs).every(([ours, theirs]) => ours === theirs)).toBe(true);
  });

  it("prefers the nearest title, then the nearest time, then the nearest length", () => {
    const [exact, longer] = [an("A day at sea"), an("A day at sea, once more")];
    expect(titles(pairEpisodes([exact], [longer, exact]))).toEqual([["A day at sea", "A day at sea"]]);
    const near = an("News", "2026-03-10T13:00:00Z");
    expect(pairEpisodes([an("News")], [an("News", "2026-03-10T20:00:00Z"), near])[0]?.theirs).toBe(near);
    const alike = an("News", noon, 610);
    expect(pairEpisodes([an("News", noon, 600)], [an("News", noon, 60), alike])[0]?.theirs).toBe(alike);
  });

  it("pairs none of two that only their dates would tell apart", () => {
    expect(pairEpisodes([an("News"), an("News", "2026-03-12T12:00:00Z")], [an("News", null)])).toEqual([]);
    expect(pairEpisodes([an("News", null)], [an("News", null), an("News", null)])).toEqual([]);
  });

  it("gives one of theirs to one of ours only", () => {
    const pairs = pairEpisodes([an("A day at sea"), an("A day at sea, in full")], [an("A day at sea")]);
    expect(titles(pairs)).toEqual([["A day at sea", "A day at sea"]]);
  });
});

const episode = fc.record({
  title: fc.oneof(
    fc.constantFrom(
      "Part 1",
      "The trial, part 1",
      "The trial, part 10",
      "#3: News of the day",
      "News of the day",
      "",
      "???",
    ),
    fc.string(),
  ),
  publishedAt: fc.option(fc.date({ min: new Date("2026-03-10"), max: new Date("2026-03-13"), noInvalidDate: true })),
  durationSeconds: fc.option(fc.integer({ min: 0, max: 5000 })),
});

describe("whatever the lists", () => {
  it("nothing is used twice, and dates are near", () => {
    fc.assert(
      fc.property(fc.array(episode, { maxLength: 30 }), fc.array(episode, { maxLength: 30 }), (ours, theirs) => {
        const pairs = pairEpisodes(ours, theirs);
        expect(new Set(pairs.map((pair) => pair.ours)).size).toBe(pairs.length);
        expect(new Set(pairs.map((pair) => pair.theirs)).size).toBe(pairs.length);
        for (const { ours: a, theirs: b } of pairs)
          if (a.publishedAt && b.publishedAt)
            expect(Math.abs(a.publishedAt.getTime() - b.publishedAt.getTime())).toBeLessThan(24 * 3600 * 1000);
      }),
    );
  });

  it("a list is paired with itself in full, in any order", () => {
    const numbered = fc
      .uniqueArray(fc.nat(2000), { maxLength: 60 })
      .chain((numbers) => fc.tuple(fc.constant(numbers), fc.shuffledSubarray(numbers, { minLength: numbers.length })));
    fc.assert(
      fc.property(numbered, ([numbers, shuffled]) => {
        const list = (all: number[]) => all.map((number) => an(`The story of the harbour, part ${number}`));
        const pairs = pairEpisodes(list(numbers), list(shuffled));
        expect(pairs).toHaveLength(numbers.length);
        expect(titles(pairs).every(([ours, theirs]) => ours === theirs)).toBe(true);
      }),
    );
  });

  it("the order of their list makes no difference", () => {
    const distinct = fc.uniqueArray(episode, {
      maxLength: 12,
      selector: ({ title, publishedAt }) => `${title}${publishedAt?.getTime()}`,
    });
    fc.assert(
      fc.property(distinct, distinct, (ours, theirs) => {
        const some = titles(pairEpisodes(ours, theirs)).length;
        expect(pairEpisodes(ours, [...theirs].reverse())).toHaveLength(some);
      }),
    );
  });
});
