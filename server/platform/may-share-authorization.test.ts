import { expect, it } from "vitest";
import { mayShareAuthorization } from "./may-share-authorization";

it.each([
  ["the same address", "https://h.example/feed", "https://h.example/feed", true],
  ["another page of the same origin", "https://h.example:8443/feed", "https://h.example:8443/t.vtt", true],
  ["the same host, which has changed to https", "http://h.example/feed", "https://h.example/feed", true],
  ["the same, with the ports spelled out", "http://h.example:80/feed", "https://h.example:443/feed", true],
  ["no unencrypted page of the same host", "https://h.example/feed", "http://h.example/feed", false],
  ["no other port, which may be somebody else's", "http://h.example/feed", "https://h.example:8443/feed", false],
  ["no host beyond an unusual port", "http://h.example:8080/feed", "https://h.example/feed", false],
  ["no other host", "http://h.example/feed", "https://other.example/feed", false],
  ["no host below it", "https://h.example/feed", "https://cdn.h.example/feed", false],
])("lets what opens an address go to %s", (_, from, to, expected) => {
  expect(mayShareAuthorization({ from, to })).toBe(expected);
});
