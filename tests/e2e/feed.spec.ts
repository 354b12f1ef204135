import { expect, test } from "./library-test";
import { UNFOUND_SHOW } from "./start-everything";

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

test("all that are missing can be looked for again at once", async ({ page, subscribe }) => {
  const { feedId } = await subscribe();
  await page.goto(`/feeds/${feedId}`);
  await page.getByRole("button", { name: "Try all again 1" }).click();
  await expect(page.getByText("Looking again for")).toBeVisible();
  await expect(page.getByRole("article").getByText("Waiting for transcript")).toBeVisible();
});

test.describe("a match that is wrong", () => {
  test.use({ mayRefuse: true });
  test("the show at Pocket Casts can be set right, and brings its transcript", async ({ page, subscribe }) => {
    const { feedId, episodeIds } = await subscribe();
    await page.goto(`/episodes/${episodeIds["A day without words"]}`);
    await expect(page.getByText("The feed names no transcript")).toBeVisible();
    await expect(page.getByText("Not on Pocket Casts: Pocket Casts finds no show of this title")).toBeVisible();

    await page.goto(`/feeds/${feedId}`);
    await page.getByRole("button", { name: "Not on Pocket Casts" }).click();
    const address = page.getByRole("textbox", { name: "Another show?" });
    await address.fill("harbour");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: "Enter the address of a show" })).toBeVisible();
    await address.fill(`https://pca.st/podcast/${UNFOUND_SHOW}`);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("button", { name: "Also on Pocket Casts" })).toBeVisible();
    const row = page.getByRole("article").filter({ hasText: "A day without words" });
    await expect(row.getByText("Transcript", { exact: true })).toBeVisible();
  });
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
