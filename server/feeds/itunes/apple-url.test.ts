import { expect, it } from "vitest";
import { appleCountryOf, appleIdOf } from "./apple-url";

it.each([
  ["https://podcasts.apple.com/us/podcast/serial/id917918570", "917918570"],
  ["podcasts.apple.com/us/podcast/serial/id917918570", "917918570"],
  ["//podcasts.apple.com/de/podcast/id917918570", "917918570"],
  ["http://podcasts.apple.com/podcast/id917918570?mt=2&ls=1", "917918570"],
  ["https://podcasts.apple.com/at/podcast/folge/id917918570?i=1000537456789", "917918570"],
  ["https://itunes.apple.com/us/podcast/serial/id917918570?mt=2", "917918570"],
  ["itunes.apple.com/podcast?id=917918570", "917918570"],
  ["https://itunes.apple.com/WebObjects/MZStore.woa/wa/viewPodcast?id=917918570", "917918570"],
  ["https://geo.itunes.apple.com/us/podcast/id917918570", "917918570"],
  ["pcast://podcasts.apple.com/podcast/id917918570", "917918570"],
  ["  https://Podcasts.Apple.com/us/podcast/x/id917918570/ ", "917918570"],
  ["https://podcasts.apple.com/us/podcast/id42-things/id917918570", "917918570"],
])("finds the podcast in %s", (input, id) => {
  expect(appleIdOf(input)).toBe(id);
});

it.each([
  "https://example.com/podcast/id917918570",
  "https://podcasts.apple.com.example.com/id917918570",
  "https://example.com/?u=podcasts.apple.com/id917918570",
  "https://podcasts.apple.com/us/genre/podcasts-arts",
  "https://podcasts.apple.com/us/podcast/serial?i=1000537456789",
  "917918570",
  "",
])("finds none in %j", (input) => {
  expect(appleIdOf(input)).toBeNull();
});

it.each([
  ["https://podcasts.apple.com/de/podcast/x/id42", "de"],
  ["podcasts.apple.com/GB/podcast/id42", "gb"],
  ["https://podcasts.apple.com/podcast/id42", null],
  ["https://example.com/de/podcast/id42", null],
])("finds the store in %s", (input, country) => {
  expect(appleCountryOf(input)).toBe(country);
});
