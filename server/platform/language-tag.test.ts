import { expect, it } from "vitest";
import { languageTag } from "./language-tag";

it.each([
  ["en", "en"],
  ["EN", "en"],
  ["en-us", "en-US"],
  ["en_US", "en-US"],
  [" de-at ", "de-AT"],
  ["zh-hant-tw", "zh-Hant-TW"],
  ["de, en", "de"],
  ["English", "en"],
  ["Français", "fr"],
  ["", null],
  ["x", null],
  ["klingonese", null],
  ["en us", null],
  ["constructor", null],
])("%j is the language %j", (written, tag) => {
  expect(languageTag(written)).toBe(tag);
});
