import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./library-test";

test("a podcast is added by its address, and its transcript read", async ({ page, podcast }) => {
  await page.goto("/feeds");
  await page.getByRole("button", { name: "Add podcast" }).first().click();
  await page.getByRole("combobox", { name: "Name or address of the podcast" }).fill(podcast.url);
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(/\/feeds\/\d+$/);
  await expect(page.getByRole("heading", { level: 1, name: podcast.title })).toBeVisible();
  // What the worker finds appears without a reload.
  await expect(page.getByText("3 of 4 with transcript")).toBeVisible();
  await page.getByRole("link", { name: "The lighthouse keeper", exact: true }).click();

  await expect(page.getByRole("heading", { level: 1, name: "The lighthouse keeper" })).toBeVisible();
  await expect(page.getByText("Publisher's transcript (WebVTT)")).toBeVisible();
  await expect(page.getByText("it has never gone dark")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Oskar" }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Show notes" }).getByRole("link", { name: "The tower" })).toBeVisible();
});

test("closing the dialog gives the keyboard back to what opened it", async ({ page }) => {
  await page.goto("/feeds");
  const button = page.getByRole("button", { name: "Add podcast" }).first();
  for (let times = 0; times < 2; times++) {
    await button.press("Enter");
    await expect(page.getByRole("combobox", { name: "Name or address of the podcast" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(button).toBeFocused();
  }
});

test("who closes the dialog too early is told what has become of the podcast", async ({ page, podcast }) => {
  await page.goto("/feeds");
  await page.route("**/feeds.add*", async (route) => {
    await page.getByRole("button", { name: "Close" }).click();
    await route.continue();
  });
  await page.getByRole("button", { name: "Add podcast" }).first().click();
  await page.getByRole("combobox", { name: "Name or address of the podcast" }).fill(podcast.url);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Podcast added")).toBeVisible();
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: podcast.title })).toBeVisible();
});

test("a podcast is found by its name while it is typed, and added by the keyboard", async ({ page, podcast }) => {
  await page.goto("/feeds");
  await page.getByRole("button", { name: "Add podcast" }).first().click();
  const field = page.getByRole("combobox", { name: "Name or address of the podcast" });
  await field.pressSequentially(podcast.title.toLowerCase(), { delay: 15 });
  const found = page.getByRole("option", { name: podcast.title });
  await expect(found).toBeVisible();
  await expect(found).toContainText("Mara Quill");
  await expect(page.getByRole("option", { selected: true })).toHaveCount(0);
  await expectAccessible(page);

  await field.press("ArrowUp");
  await expect(page.getByRole("option", { name: /^More of/ })).toHaveAttribute("aria-selected", "true");
  await field.press("ArrowDown");
  await expect(found).toHaveAttribute("aria-selected", "true");
  await expect(field).toHaveAttribute("aria-activedescendant", (await found.getAttribute("id")) ?? "");
  await field.press("Enter");
  await expect(page).toHaveURL(/\/feeds\/\d+$/);
  await expect(page.getByRole("heading", { level: 1, name: podcast.title })).toBeVisible();
  const address = page.url();

  await page.goto("/feeds");
  await page.getByRole("button", { name: "Add podcast" }).first().click();
  await field.fill(podcast.title);
  await expect(found).toContainText(/In your library|Open/);
  await found.click();
  await expect(page).toHaveURL(address);
});

test("Escape takes back what was typed, and then the dialog", async ({ page, podcast }) => {
  await page.goto("/feeds");
  await page.getByRole("button", { name: "Add podcast" }).first().click();
  const field = page.getByRole("combobox", { name: "Name or address of the podcast" });
  await field.fill("nothing of this name");
  await expect(page.getByText("Nothing found for “nothing of this name”")).toBeVisible();
  await field.fill(podcast.url);
  await expect(page.getByRole("option", { name: "Add this address" })).toHaveAttribute("aria-selected", "true");
  await field.press("Escape");
  await expect(field).toHaveValue("");
  await field.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test.describe("refusals", () => {
  test.use({ mayRefuse: true });
  test("a search that fails says so, and can be made again", async ({ page, podcast }) => {
    await page.goto("/feeds");
    await page.getByRole("button", { name: "Add podcast" }).first().click();
    const field = page.getByRole("combobox", { name: "Name or address of the podcast" });
    const words = `nobody can read harbour notes ${podcast.title.slice("Harbour Notes ".length)}`;
    await field.fill(words);
    await expect(page.getByText("Apple Podcasts cannot be searched now")).toBeVisible();
    await expect(page.getByText("The answer of Apple Podcasts cannot be read.")).toBeVisible();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("option", { name: podcast.title })).toBeVisible();
  });

  test("what cannot be added says why, where it was typed", async ({ page, host, podcast, subscribe }) => {
    const { feedId } = await subscribe();
    await page.goto("/feeds");
    await page.getByRole("button", { name: "Add podcast" }).click();
    const field = page.getByRole("combobox", { name: "Name or address of the podcast" });
    const problem = page.getByRole("dialog").getByRole("alert");

    await field.fill(`${host}/plain.html`);
    await page.keyboard.press("Enter");
    await expect(problem).toBeVisible();
    await expect(field).toHaveAttribute("aria-invalid", "true");

    await field.fill(`${host}/nothing.xml`);
    await expect(problem).toBeHidden();
    await page.keyboard.press("Enter");
    await expect(problem).toContainText("404");

    await field.fill(podcast.url);
    await page.keyboard.press("Enter");
    await expect(problem).toContainText(podcast.title);
    await problem.getByRole("link", { name: "Open it" }).click();
    await expect(page).toHaveURL(new RegExp(`/feeds/${feedId}$`));
  });
});
