import { expect, it } from "vitest";
import { isLoopbackHost, refusalOf } from "./loopback-guard";

it.each([
  ["a page on this machine", "GET", "localhost:8000", null, true],
  ["an address on this machine", "GET", "127.0.0.1:8000", null, true],
  ["IPv6", "GET", "[::1]:8000", null, true],
  ["a rebound name", "GET", "evil.example:8000", null, false],
  ["a name that only begins like one", "GET", "localhost.evil.example", null, false],
  ["no host", "GET", null, null, false],
  ["a form of this page", "POST", "localhost:8000", "http://localhost:8000", true],
  ["a program without an origin", "POST", "localhost:8000", null, true],
  ["a form of another page", "POST", "localhost:8000", "https://evil.example", false],
  ["another port of this machine", "DELETE", "localhost:8000", "http://localhost:3000", false],
  ["a sandboxed frame", "POST", "localhost:8000", "null", false],
  ["a foreign page that only reads", "GET", "localhost:8000", "https://evil.example", true],
] as const)("%s is answered: %s %s from %s: %s", (_, method, host, origin, isAnswered) => {
  expect(refusalOf({ method, host, origin }) === null).toBe(isAnswered);
});

it.each([
  ["127.0.0.1", true],
  ["localhost", true],
  ["::1", true],
  ["0.0.0.0", false],
  ["::", false],
  ["192.168.1.5", false],
])("%s is loopback: %s", (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});
