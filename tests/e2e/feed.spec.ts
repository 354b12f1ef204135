import { expect, test } from "./library-test";

test("a transcript that is missing can be looked for again", async ({ page, subscribe }) => {
  const { feedId } = await subscribe();
  await page.goto(`/feeds/${feedId}`);
  const row = page.getByRole("article").filter({ hasText: "A day without words" });
  await expect(row.getByText("Waiting for transcript")).toBeVisible();
  await expect(row.getByText(/next look in/)).toBeVisible();
  await row.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Looking for the transcript")).toBeVisible();
  await expect(row.getByText("Waiting for transcript")).toBeVisible();
});

test("titles are searched and states filtered, by address", async ({ page, subscribe }) => {
  const { feedId } = await subscribe();
  await page.goto(`/feeds/${feedId}`);
  await expect(page.getByRole("article")).toHaveCount(4);
  await page.getByRole("searchbox", { name: "Search in the titles" }).fill("knots");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=knots/);
  await expect(page.getByRole("article")).toHaveCount(1);

  await page.getByRole("searchbox", { name: "Search in the titles" }).fill("");
  await expect(page.getByRole("article")).toHaveCount(4);
  await page.getByRole("combobox", { name: "State" }).selectOption({ label: "Transcript (3)" });
  await expect(page).toHaveURL(/status=completed/);
  await expect(page.getByRole("article")).toHaveCount(3);
});

test("a podcast is renamed, and back again", async ({ page, podcast, subscribe }) => {
  const { feedId } = await subscribe();
  await page.goto(`/feeds/${feedId}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill(`My ${podcast.title}`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `My ${podcast.title}` })).toBeVisible();
  await expect(page.getByText(`Published as “${podcast.title}”`)).toBeVisible();

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: podcast.title, exact: true })).toBeVisible();
});

test("a deletion asks for a word, and can be undone", async ({ page, podcast, subscribe }) => {
  const { feedId } = await subscribe();
  await page.goto(`/feeds/${feedId}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const confirm = page.getByRole("button", { name: "Delete podcast" });
  await expect(confirm).toBeDisabled();
  await page.getByRole("textbox", { name: "Type delete to confirm" }).fill("delete");
  await confirm.click();

  await expect(page).toHaveURL(/\/feeds$/);
  const row = page.getByRole("heading", { name: podcast.title, exact: true });
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(`“${podcast.title}” is back`)).toBeVisible();
  await expect(row).toBeVisible();
});
