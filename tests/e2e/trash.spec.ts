import { expect, test } from "./library-test";

test("what is deleted lies in the trash, comes back, and goes for ever", async ({ page, podcast, subscribe }) => {
  const { feedId, episodeIds } = await subscribe();
  const episode = `/episodes/${episodeIds["The lighthouse keeper"]}`;
  const row = page.getByRole("article").filter({ hasText: podcast.title });
  const remove = async () => {
    await page.goto(`/feeds/${feedId}`);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete", exact: true }).click();
    await page.getByRole("textbox", { name: "Type delete to confirm" }).fill("delete");
    await page.getByRole("button", { name: "Delete podcast" }).click();
    await expect(page).toHaveURL(/\/feeds$/);
    await page.getByRole("link", { name: "Trash" }).locator("visible=true").first().click();
    await expect(row).toContainText("4 episodes, 3 transcripts");
    await expect(row).toContainText(/gone for ever in \d+ days|gone for ever in a month/);
  };

  await remove();
  await row.getByRole("button", { name: /Restore/ }).click();
  await expect(page.getByText(`“${podcast.title}” is back`)).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.goto(episode);
  await expect(page.getByText("I have kept this lamp for thirty years")).toBeVisible();

  await remove();
  await row.getByRole("button", { name: /for ever/ }).click();
  const confirm = page.getByRole("button", { name: "Delete for ever" });
  await expect(confirm).toBeDisabled();
  await page.getByRole("textbox", { name: "Type delete to confirm" }).fill("Delete");
  await page.keyboard.press("Enter");
  await expect(page.getByText(`“${podcast.title}” is gone for ever`)).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.reload();
  await expect(row).toHaveCount(0);
  await page.goto(episode);
  await expect(page.getByRole("heading", { level: 1, name: "Not found" })).toBeVisible();
});
