import { expect, test } from "./library-test";

const sourceOf = (audio: Element) => new URL((audio as HTMLAudioElement).src).pathname;

test("the audio of an episode is downloaded, played from here and deleted", async ({ page, subscribe }) => {
  const { feedId, episodeIds } = await subscribe();
  const id = episodeIds["The lighthouse keeper"];
  await page.goto(`/episodes/${id}`);
  const player = page.locator("audio");
  expect(await player.evaluate(sourceOf)).toBe("/audio.wav");
  await page.getByRole("button", { name: "Audio", exact: true }).click();
  await page.getByRole("menuitem", { name: /Download audio/ }).click();
  await expect.poll(() => player.evaluate(sourceOf)).toBe(`/api/episodes/${id}/audio`);
  await expect(page.getByText("I have kept this lamp for thirty years")).toBeVisible();

  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect.poll(() => player.evaluate((audio) => (audio as HTMLAudioElement).currentTime)).toBeGreaterThan(0.2);
  await page.getByRole("button", { name: "Forward 30 seconds" }).click();
  await expect
    .poll(() => player.evaluate((audio) => (audio as HTMLAudioElement).currentTime))
    .toBeGreaterThanOrEqual(30);

  await page.goto(`/feeds/${feedId}`);
  await expect(page.getByText("1.9 MB of audio stored")).toBeVisible();
  await page.goto("/status");
  await expect(page.getByRole("region", { name: "Storage" })).toContainText("Audio,");

  await page.goto(`/episodes/${id}`);
  await page.getByRole("button", { name: "Audio", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: /Save the audio file/ })).toBeVisible();
  await page.getByRole("menuitem", { name: "Delete audio" }).click();
  await expect(page.getByText("Audio deleted, 1.9 MB freed")).toBeVisible();
  await expect.poll(() => player.evaluate(sourceOf)).toBe("/audio.wav");
  await page.getByRole("button", { name: "Download again" }).click();
  await expect.poll(() => player.evaluate(sourceOf)).toBe(`/api/episodes/${id}/audio`);
});

test("an episode without a transcript offers its audio, and a podcast gives it back", async ({ page, subscribe }) => {
  const { feedId, episodeIds } = await subscribe();
  await page.goto(`/feeds/${feedId}`);
  const row = page.getByRole("article").filter({ hasText: "A day without words" });
  await row.getByRole("button", { name: "Download audio: A day without words" }).click();
  await expect(row.getByText("Audio ready")).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await expect(page.getByRole("menuitem", { name: "Settings" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: /Delete audio/ })).toHaveCount(0); // it is needed

  await page.goto(`/episodes/${episodeIds["Ropes and knots"]}`);
  await page.getByRole("button", { name: "Audio", exact: true }).click();
  await page.getByRole("menuitem", { name: /Download audio/ }).click();
  await expect.poll(() => page.locator("audio").evaluate(sourceOf)).toContain("/api/episodes/");
  await page.goto(`/feeds/${feedId}`);
  await expect(page.getByText("3.8 MB of audio stored")).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: /Delete audio.*frees 1.9 MB/ }).click();
  await expect(page.getByRole("heading", { name: "Delete the audio of 1 episode?" })).toBeVisible();
  await page.getByRole("button", { name: "Delete audio" }).click();
  await expect(page.getByText("Audio of 1 episode deleted, 1.9 MB freed")).toBeVisible();
  await expect(page.getByText("1.9 MB of audio stored")).toBeVisible();
});
