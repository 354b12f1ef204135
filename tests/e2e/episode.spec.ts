import { expect, test } from "./library-test";

test("the transcript plays from a phrase and is followed", async ({ page, subscribe }) => {
  const { episodeIds } = await subscribe();
  await page.goto(`/episodes/${episodeIds["The lighthouse keeper"]}`);
  await page.getByRole("link", { name: "Play from 0:23" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(page.locator("[data-current]")).toContainText("diesel generator");

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  const position = page.getByRole("slider", { name: "Position" });
  await position.focus();
  await page.keyboard.press("Home");
  await page.getByRole("button", { name: "Forward 30 seconds" }).click();
  await expect(page.locator("[data-current]")).toContainText("Once a cormorant");
  await page.getByRole("button", { name: "Speed 1×; next 1.25×" }).click();
  await expect(page.getByRole("button", { name: "Speed 1.25×; next 1.5×" })).toBeVisible();
});

test("finding steps through the places", async ({ page, subscribe }) => {
  const { episodeIds } = await subscribe();
  await page.goto(`/episodes/${episodeIds["The lighthouse keeper"]}`);
  const field = page.getByRole("textbox", { name: "Find in transcript" });
  await field.fill("keeper");
  await expect(page.getByText("1 of 1")).toBeVisible();
  await field.fill("the");
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible();
  await field.press("Enter");
  await field.press("Enter");
  await expect(page.getByText(/^2 of \d+$/)).toBeVisible();
  await field.press("Shift+Enter");
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible();
  await field.press("Escape");
  await expect(field).toHaveValue("");
});

test("the transcript is exported in five formats", async ({ page, subscribe }) => {
  const { episodeIds } = await subscribe();
  await page.goto(`/episodes/${episodeIds["Nebel über dem Hafen"]}`);
  await page.getByRole("button", { name: "Export" }).click();
  await expect(page.getByRole("menuitem")).toHaveCount(5);
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "SRT subtitles" }).click();
  expect((await download).suggestedFilename()).toMatch(/Nebel.*\.srt$/);
});

test("an episode without words says why", async ({ page, subscribe }) => {
  const { episodeIds } = await subscribe();
  await page.goto(`/episodes/${episodeIds["A day without words"]}`);
  await expect(page.getByRole("heading", { name: "No transcript yet" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
});
