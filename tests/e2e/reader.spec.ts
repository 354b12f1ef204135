import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./library-test";
import { storeVersion } from "./store-version";

/** The lighthouse keeper, as another engine would hear it. */
const heard = `WEBVTT

00:00:00.000 --> 00:00:05.000
<v S1>Welcome to Harbour Notes. Today I climb the lighthouse.

00:00:06.000 --> 00:00:11.000
<v S1>There are one hundred and twenty steps, and I counted each of them.

00:00:12.000 --> 00:00:18.000
<v S2>I have kept this lamb for thirty years, and it has never gone dark.
`;

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test("a chapter leads to its place, in text and audio", async ({ page, subscribe }) => {
  const { episodeIds } = await subscribe();
  await page.goto(`/episodes/${episodeIds["The lighthouse keeper"]}`);
  await expect(page.getByRole("heading", { name: "The lamp" })).toBeVisible();
  const chapters = page.getByRole("list", { name: "Chapters" });
  await expect(chapters).toBeHidden();
  await page.locator("summary", { hasText: "Chapters" }).click();
  await expect(chapters.getByRole("listitem")).toHaveCount(3);
  await expect(chapters.getByRole("link", { name: "The link of “The lamp”" })).toBeVisible();
  await expectAccessible(page);

  await chapters.getByRole("link", { name: "The cormorant" }).click();
  await expect(page.getByRole("slider", { name: "Position" })).toHaveValue("30");
  await expect(page.locator("[data-current]")).toContainText("Once a cormorant");
  await expect(chapters.locator("[aria-current]")).toHaveText(/The cormorant/);
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
});

test("a tick on the position bar leads to its chapter", async ({ page, subscribe, isMobile }) => {
  test.skip(isMobile, "there is nothing to hover with");
  const { episodeIds } = await subscribe();
  await page.goto(`/episodes/${episodeIds["The lighthouse keeper"]}`);
  await page.getByTitle("0:30 The cormorant").click();
  await expect(page.getByRole("slider", { name: "Position" })).toHaveValue("30");
  await expect(page.locator("[data-current]")).toContainText("Once a cormorant");
});

test("a speaker gets a name, and loses it again", async ({ page, subscribe }) => {
  const { episodeIds } = await subscribe();
  await page.goto(`/episodes/${episodeIds["The lighthouse keeper"]}?t=6`);
  await page.getByRole("button", { name: "Forward 30 seconds" }).click();
  const name = page.getByRole("heading", { name: "Oskar", exact: true }).first();
  await name.getByRole("button").focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Who is this?" });
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Oskar");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Oskar Brandt" }).click();
  await dialog.getByRole("radio", { name: /^In all episodes of/ }).check();
  await dialog.getByRole("button", { name: "Save" }).click();

  await expect(dialog).toBeHidden();
  const renamed = page.getByRole("heading", { name: "Oskar Brandt" }).first();
  await expect(renamed).toBeVisible();
  await expect(name).toBeHidden();
  // The link that opened the page leads to its place once.
  await expect(page.getByRole("slider", { name: "Position" })).toHaveValue("36");
  await page.reload();
  await renamed.getByRole("button").click();
  await expect(dialog.getByRole("radio", { name: /^In all episodes of/ })).toBeChecked();
  await dialog.getByRole("button", { name: "Use “Oskar” again" }).click();
  await expect(name).toBeVisible();
});

test("the words of one speaker stand out", async ({ page, subscribe }) => {
  const { episodeIds } = await subscribe();
  await page.goto(`/episodes/${episodeIds["The lighthouse keeper"]}`);
  await page.getByRole("button", { name: "Mara 50 %" }).click();
  await expect(page.locator(".phrase[data-aside]")).toHaveCount(4);
  await page.getByRole("button", { name: "Mara 50 %" }).click();
  await expect(page.locator(".phrase[data-aside]")).toHaveCount(0);
});

test("two versions are compared, chosen and deleted", async ({ page, subscribe }) => {
  const { episodeIds } = await subscribe();
  const id = episodeIds["The lighthouse keeper"] ?? 0;
  await page.goto(`/episodes/${id}/compare`);
  await expect(page.getByRole("heading", { name: "There is nothing to compare" })).toBeVisible();
  await storeVersion(id, heard);
  await page.goto(`/episodes/${id}`);
  const line = page.getByTitle("Versions of this transcript");
  await expect(line).toHaveText("Publisher's transcript (WebVTT), English · 2 versions");
  await line.click();
  const versions = page.getByRole("dialog", { name: "Versions of this transcript" });
  await expect(versions.getByRole("listitem")).toHaveCount(2);
  await expectAccessible(page);
  await versions.getByRole("link", { name: /^Read: Transcribed here/ }).click();
  await expect(page.getByText("You are reading another version")).toBeVisible();
  await expect(page.getByText("twenty steps")).toBeVisible();

  await page.getByRole("link", { name: "Compare" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Compare versions" })).toBeVisible();
  const differences = page.getByRole("status").filter({ hasText: "in common" });
  await expect(differences).toContainText("3 differences");
  await page.keyboard.press("n");
  await expect(page.locator("mark[data-current]")).toHaveText(["twelve", "twenty"]);
  await page.keyboard.press("n");
  await expect(page.locator("mark[data-current]")).toHaveText(["lamp", "lamb"]);
  await page.keyboard.press("p");
  await expect(differences).toContainText("1 of 3 differences");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Show this one: version B" }).click();
  await page.getByRole("link", { name: "The lighthouse keeper" }).click();
  await expect(page.getByText("twenty steps")).toBeVisible();
  await expect(line).toHaveText("Transcribed here (Whisper), base, English · 2 versions");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("twelve steps")).toBeVisible();

  await line.click();
  await versions.getByRole("button", { name: /^Delete: Transcribed here/ }).click();
  await expect(page.getByText("What is shown and searched stays as it is.")).toBeVisible();
  await page.getByRole("button", { name: "Delete version" }).click();
  await expect(line).toHaveText("Publisher's transcript (WebVTT), English");
  await line.click();
  await versions.getByRole("button", { name: /^Delete: Publisher/ }).click();
  await expect(page.getByText("It is the only one.")).toBeVisible();
  await page.getByRole("button", { name: "Delete version" }).click();
  await expect(page.getByRole("heading", { name: "No transcript yet" })).toBeVisible();
});
