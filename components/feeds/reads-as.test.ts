import { expect, it } from "vitest";
import { readsAs } from "./reads-as";

it.each([
  ["https://example.org/feed.xml", "address"],
  ["  http://example.org ", "address"],
  ["feed:example.org/rss", "address"],
  ["pcast://example.org/rss", "address"],
  ["example.org/feed", "address"],
  ["podcasts.apple.com/de/podcast/x/id42", "address"],
  ["127.0.0.1:8080", "address"],
  ["localhost:8080/feed.xml", "address"],
  ["[::1]:80/feed", "address"],
  ["müller.de/feed", "address"],
  ["example.org", "either"],
  ["serial.fm", "either"],
  ["99% invisible", "words"],
  ["radiolab", "words"],
  ["radiolab: more perfect", "words"],
  ["radiolab:", "words"],
  ["Dr. No", "words"],
  ["what is http://?", "words"],
  ["St.", "words"],
  [" ", "nothing"],
])("%j reads as %s", (text, meaning) => {
  const meanings = { address: [true, false], either: [true, true], words: [false, true], nothing: [false, false] };
  const { isAddress, isWords } = readsAs(text);
  expect([isAddress, isWords]).toEqual(meanings[meaning as keyof typeof meanings]);
});
