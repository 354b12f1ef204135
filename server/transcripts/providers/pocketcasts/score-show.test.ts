import { describe, expect, it } from "vitest";
import { type Candidate, chooseShow } from "./choose-show";
import { type ShowFacts, scoreShow } from "./score-show";

const show = (title: string, author: string | null = null, more: Partial<ShowFacts> = {}): ShowFacts => ({
  title,
  author,
  feedUrl: null,
  siteUrl: null,
  itunesId: null,
  ...more,
});
const found = (uuid: string, ...facts: Parameters<typeof show>): Candidate => ({ uuid, ...show(...facts) });

describe("is the same show", () => {
  it.each([
    ["same title and author", show("Planet Money", "NPR"), show("Planet Money", "NPR")],
    [
      "another author, but a title that tells",
      show("Huberman Lab", "Dr. Andrew Huberman"),
      show("Huberman Lab", "Scicomm Media"),
    ],
    ["case, accents and punctuation", show("Café—Théâtre!", "Éva"), show("cafe theatre", "Eva")],
    ["the word podcast and a leading the", show("The NPR Politics Podcast", "NPR"), show("NPR Politics", "NPR")],
    ["a suffix with a name", show("Deep Cuts with Ana Ruiz", "Ana Ruiz"), show("Deep Cuts", "Ana Ruiz")],
    [
      "a suffix after a dash, there",
      show("Deep Cuts", "Radio Nine"),
      show("Deep Cuts - Radio Nine", "Radio Nine GmbH"),
    ],
    ["a suffix after a bar", show("Deep Cuts | A show about records", "Radio Nine"), show("Deep Cuts", "Radio Nine")],
    ["an author with and without its form", show("Up", "Gimlet Media, Inc."), show("Up", "Gimlet")],
    ["a short title with its author", show("Up", "BBC"), show("Up", "BBC Radio 4")],
    ["a Japanese title without an author", show("歴史を面白く学ぶコテンラジオ"), show("歴史を面白く学ぶコテンラジオ")],
    ["two characters with an author", show("日談公園", "李志明"), show("日談公園", "李志明")],
    ["a Cyrillic title", show("Запуск завтра", "Либо/Либо"), show("Запуск Завтра", "либо либо")],
    ["an Arabic title", show("بودكاست فنجان", "ثمانية"), show("بودكاست فنجان", "ثمانية")],
    [
      "the same feed under another title",
      show("New name", null, { feedUrl: "https://a.example/feed/" }),
      show("Old", null, { feedUrl: "http://a.example/feed" }),
    ],
    ["the same Apple ID", show("New name", null, { itunesId: "1" }), show("Old", null, { itunesId: "1" })],
    [
      "an author that is part of the other",
      show("Hidden Things", "Sarah Holt"),
      show("Hidden Things", "Sarah Holt and friends"),
    ],
    [
      "the same site",
      show("Up", "A", { siteUrl: "https://www.up.example/" }),
      show("Up", null, { siteUrl: "https://up.example/show" }),
    ],
  ])("%s", (_, ours, theirs) => {
    expect(scoreShow(ours, theirs)).toBeGreaterThanOrEqual(70);
    expect(scoreShow(theirs, ours)).toBeGreaterThanOrEqual(70);
  });
});

describe("is another show", () => {
  it.each([
    ["a common title, another author", show("The Daily", "The New York Times"), show("The Daily", "Some Studio")],
    ["a common title, no author", show("Daily"), show("The Daily")],
    ["a sister show of one author", show("Planet Money", "NPR"), show("Planet Money Summer School", "NPR")],
    [
      "an extra feed of one show",
      show("Huberman Lab", "Scicomm Media"),
      show("Huberman Lab Essentials", "Scicomm Media"),
    ],
    ["two series of one name", show("Star Wars: Rebels", "Lucas"), show("Star Wars: Ahsoka", "Lucas")],
    ["a short author within another word", show("Gold", "Al"), show("Gold", "Alan Partridge")],
    ["authors that share a surname", show("Up", "John Smith"), show("Up", "Jane Smith")],
    ["authors that share what many are called", show("Up", "Vox Media Podcasts"), show("Up", "Gimlet Media Podcasts")],
    ["another Apple ID", show("Huberman Lab", "A", { itunesId: "1" }), show("Huberman Lab", "A", { itunesId: "2" })],
    ["another title of one author", show("Radiolab", "WNYC Studios"), show("Snap Judgment", "WNYC Studios")],
    [
      "the same shared host",
      show("Up", "A", { siteUrl: "https://anchor.fm/up" }),
      show("Up", "B", { siteUrl: "https://anchor.fm/other" }),
    ],
    ["kana that differ by a mark", show("か", "A"), show("が", "A")],
    ["titles that have no words", show("!!!"), show("???")],
  ])("%s", (_, ours, theirs) => {
    expect(scoreShow(ours, theirs)).toBeLessThan(70);
    expect(scoreShow(theirs, ours)).toBeLessThan(70);
  });
});

describe("of several shows", () => {
  it("takes the one of the right author, wherever it stands", () => {
    const candidates = [found("wrong", "The Daily", "Some Studio"), found("right", "The Daily", "The New York Times")];
    const choice = chooseShow(show("The Daily", "The New York Times"), candidates);
    expect(choice).toMatchObject({ kind: "match", show: { uuid: "right" }, score: 99 });
  });

  it("takes none when two match equally well, and says so", () => {
    const candidates = [found("a", "Hidden Things", "A"), found("b", "Hidden Things", "B")];
    expect(chooseShow(show("Hidden Things", "C"), candidates)).toMatchObject({
      kind: "none",
      because: "“Hidden Things” by A and “Hidden Things” by B match equally well",
    });
  });

  it("takes a show that the search names twice", () => {
    const twice = [found("a", "Hidden Things", "A"), found("a", "Hidden Things", "A")];
    expect(chooseShow(show("Hidden Things", "A"), twice)).toMatchObject({ kind: "match", show: { uuid: "a" } });
  });

  it("names the nearest when none is near enough", () => {
    expect(chooseShow(show("Radiolab", "WNYC"), [found("a", "Snap Judgment", "WNYC")])).toMatchObject({
      kind: "none",
      best: { uuid: "a" },
      because: /^the nearest show is “Snap Judgment” by WNYC, a match of \d+ %$/,
    });
  });

  it("says that there is none", () => {
    expect(chooseShow(show("Radiolab"), [])).toMatchObject({ kind: "none", best: null });
  });
});
