import { expect, it } from "vitest";
import { trashFolder } from "./trash-folder";

const at = new Date("2026-03-04T05:06:07.890Z");

it.each([
  ["A Podcast!", "trash/a-podcast_7_20260304_050607"],
  ["Über Öl & Äpfel", "trash/uber-ol-apfel_7_20260304_050607"],
  ["東京ポッドキャスト", "trash/podcast_7_20260304_050607"],
  ["../../etc/passwd", "trash/etc-passwd_7_20260304_050607"],
  ["x".repeat(300), `trash/${"x".repeat(40)}_7_20260304_050607`],
  ["", "trash/podcast_7_20260304_050607"],
])("%s lies in %s", (title, folder) => {
  expect(trashFolder({ id: 7, title, at })).toBe(folder);
});
