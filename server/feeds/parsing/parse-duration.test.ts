import { expect, it } from "vitest";
import { parseDuration } from "./parse-duration";

it.each([
  ["seconds", "1800", 1800],
  ["zero, which feeds write where they do not know", "00:00:00", 0],
  ["seconds with decimals", "1800.75", 1800],
  ["seconds with a unit", "45 sec", 45],
  ["minutes and seconds", "30:05", 1805],
  ["hours, minutes and seconds", "1:02:03", 3723],
  ["more than 59 minutes", "90:00", 5400],
  ["a clock with decimals", "00:30:00.500", 1800],
  ["white space around and within", " \n 00:37:07 ", 2227],
  ["words", "1h 2m 3s", 3723],
  ["words without spaces", "1h2m", 3720],
  ["longer words", "1 hour 30 minutes", 5400],
  ["minutes in words", "90 min", 5400],
  ["ISO 8601", "PT1H30M5S", 5405],
  ["ISO 8601 with days", "P1DT1H", 90_000],
  ["Arabic digits", "٠١:٣٠:٠٠", 5400],
  ["Devanagari digits", "३०:००", 1800],
  ["full-width digits", "３０：００", 1800],
])("%s are a duration: %s", (_, text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

it.each([
  ["nothing", ""],
  ["a negative number", "-5"],
  ["a negative clock", "-1:30"],
  ["a word", "unknown"],
  ["a URL", "https://www.mediafire.com/file/ounwlem8zz8bi6d/082021a.mp3"],
  ["letters that look like digits", "ℐℑℒ"],
  ["more than ten days", "99999999"],
  ["four numbers", "1:2:3:4"],
  ["an overlong number", "9".repeat(400)],
])("%s is no duration: %s", (_, text) => {
  expect(parseDuration(text)).toBeNull();
});
