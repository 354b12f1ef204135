import fc from "fast-check";
import { expect, it } from "vitest";
import { literalsOf, parseQuery } from "./parse-query";

const word = (text: string) => ({ text, isPhrase: false, isExcluded: false });
const phrase = (text: string) => ({ text, isPhrase: true, isExcluded: false });

it.each([
  ["hello world", [[word("hello"), word("world")]]],
  ['"to be or not"', [[phrase("to be or not")]]],
  ["„ein Haus“ bauen", [[phrase("ein Haus"), word("bauen")]]],
  ["docker OR podman", [[word("docker")], [word("podman")]]],
  ["docker or podman", [[word("docker"), word("or"), word("podman")]]],
  ["docker AND podman", [[word("docker"), word("podman")]]],
  ["docker -flask", [[word("docker"), { ...word("flask"), isExcluded: true }]]],
  ['docker -"flask app"', [[word("docker"), { ...phrase("flask app"), isExcluded: true }]]],
  ["KI-Agenten", [[word("KI-Agenten")]]],
  ["the cat - a dog", [[word("the"), word("cat"), word("a"), word("dog")]]],
  ['unclosed "quote here', [[word("unclosed"), phrase("quote here")]]],
  ["-only", []],
  ["OR", []],
  ["OR a OR", [[word("a")]]],
  ["   ", []],
  ["!!! ??? --", []],
  ["C++ O'Brien test@email.com", [[word("C++"), word("O'Brien"), word("test@email.com")]]],
])("reads %s", (input, groups) => {
  expect(parseQuery(input).groups).toEqual(groups);
});

it.each([
  ["C++ compiler", ["C++"]],
  ["AT&T", ["AT&T"]],
  ["C++ OR rust", []],
  ["-C++ rust", []],
  ["plain words", []],
])("%s must contain to the letter %j", (input, literals) => {
  expect(literalsOf(parseQuery(input))).toEqual(literals);
});

it("takes any text and loses no word of it", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 8 }), (words) => {
      const texts = parseQuery(words.join(" ")).groups.flat();
      expect(texts.map((term) => term.text)).toEqual(words);
    }),
  );
  fc.assert(fc.property(fc.string({ unit: "binary" }), (input) => void parseQuery(input)));
});
