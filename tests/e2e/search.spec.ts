import { expect, test } from "./library-test";

test("search leads to the moment, and back", async ({ page, podcast, subscribe }) => {
  const { feedId, episodeIds } = await subscribe();
  await page.goto(`/search?q=cormorants&feed=${feedId}`);
  const hit = page.getByRole("article").filter({ hasText: "The lighthouse keeper" });
  await expect(hit).toContainText(podcast.title);
  await expect(hit.locator("mark").first()).toHaveText(/cormorant/i);
  await hit.getByRole("link", { name: /Once a cormorant/ }).click();

  await expect(page).toHaveURL(new RegExp(`/episodes/${episodeIds["The lighthouse keeper"]}\\?t=30&q=cormorant$`));
  const phrase = page.locator("[data-current]");
  await expect(phrase).toContainText("Once a cormorant flew against the lantern");
  await expect(phrase).toBeInViewport();
  await expect(page.getByRole("textbox", { name: "Find in transcript" })).toHaveValue("cormorant");
  await expect(page.getByText("1 of 2")).toBeVisible();

  await page.goBack();
  await expect(hit).toBeVisible();
});

test("a podcast is found by its name", async ({ page, podcast, subscribe }) => {
  const { feedId } = await subscribe();
  await page.goto(`/search?q=${encodeURIComponent(podcast.title)}`);
  const found = page.getByRole("region", { name: "Podcasts" }).getByRole("link", { name: podcast.title });
  await expect(found).toContainText("Mara Quill");
  await found.click();
  await expect(page).toHaveURL(new RegExp(`/feeds/${feedId}$`));
});

test("the key / leads to search from everywhere", async ({ page, subscribe }) => {
  const { feedId } = await subscribe();
  await page.goto(`/feeds/${feedId}`);
  await expect(page.getByRole("article").first()).toBeVisible();
  await page.keyboard.press("/");
  const field = page.locator("[data-search-field]:focus");
  await expect(field).toBeVisible();
  await field.fill("Nebelhorn");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=Nebelhorn/);
  await expect(page.getByRole("article").filter({ hasText: "Nebel über dem Hafen" }).first()).toBeVisible();
});

test("what is not there says so and helps", async ({ page, subscribe }) => {
  const { feedId } = await subscribe();
  await page.goto(`/search?q=submarine&feed=${feedId}`);
  await expect(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
  await expect(page.getByText("exactly these words, side by side")).toBeVisible();

  await page.goto(`/search?q=bowline+submarine&feed=${feedId}`);
  await expect(page.getByText("No place has all words.")).toBeVisible();
});
