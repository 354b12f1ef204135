import { expect, it } from "vitest";
import { completeReply } from "./ask-redis";

it.each([
  ["a status", "+PONG\r\n", "PONG"],
  ["an error", "-LOADING Redis is loading\r\n", "-LOADING Redis is loading"],
  ["a text", "$8\r\na:1\r\nb:2\r\n", "a:1\r\nb:2"],
  ["a text of which the end is missing", "$8\r\na:1\r\n", null],
  ["a line of which the end is missing", "+PON", null],
])("reads %s", (_, received, reply) => {
  expect(completeReply(received)).toBe(reply);
});
