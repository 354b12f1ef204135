import { expect, test } from "./library-test";

test("a podcast is added by its address, and its transcript read", async ({ page, podcast }) => {
  await page.goto("/feeds");
  await page.getByRole("button", { name: "Add podcast" }).first().click();
  await page.getByRole("textbox", { name: "Address of the podcast" }).fill(podcast.url);
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

test.describe("refusals", () => {
  test.use({ mayRefuse: true });
  test("what cannot be added says why, where it was typed", async ({ page, host, podcast, subscribe }) => {
    const { feedId } = await subscribe();
    await page.goto("/feeds");
    await page.getByRole("button", { name: "Add podcast" }).click();
    const field = page.getByRole("textbox", { name: "Address of the podcast" });
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
