import { expect, test } from "./library-test";

test("an empty library says what to do", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Your library is empty" })).toBeVisible();
  await page.getByRole("button", { name: "Add your first podcast" }).click();
  await expect(page.getByRole("dialog", { name: "Add a podcast" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();

  await page.goto("/feeds");
  await expect(page.getByRole("heading", { name: "No podcasts yet" })).toBeVisible();
  await page.goto("/search");
  await expect(page.getByText("There is nothing to search yet")).toBeVisible();
});
