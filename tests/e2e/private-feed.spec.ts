import type { Page } from "@playwright/test";
import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./library-test";
import { keeper } from "./podcast-host";

const privately = (url: string) => url.replace("/harbour-", "/private/harbour-");

async function add(page: Page, url: string) {
  await page.goto("/feeds");
  await page.getByRole("button", { name: "Add podcast" }).first().click();
  await page.getByRole("combobox", { name: "Name or address of the podcast" }).fill(url);
  await page.keyboard.press("Enter");
  return page.getByRole("form", { name: /asks for a password/ });
}

const openSettings = async (page: Page) => {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  return page.getByRole("dialog", { name: "Settings" });
};

test.use({ mayRefuse: true });

test("a private feed asks for what opens it, and keeps what was typed", async ({ page, podcast }) => {
  const form = await add(page, privately(podcast.url));
  const username = form.getByRole("textbox", { name: "User name" });
  const password = form.getByLabel("Password", { exact: true });
  await expect(username).toBeFocused();
  await expectAccessible(page);

  await page.keyboard.press("Enter");
  await expect(form.getByRole("alert")).toHaveText("Enter a user name");
  await username.fill(keeper.username);
  await password.fill("113 steps");
  await page.keyboard.press("Enter");
  await expect(form.getByRole("alert")).toContainText("does not accept this password");
  await expect(username).toBeFocused();
  await expect(username).toHaveValue(keeper.username);
  await expect(password).toHaveValue("113 steps");

  await password.fill(keeper.password);
  await form.getByRole("button", { name: "Add podcast" }).click();
  await expect(page).toHaveURL(/\/feeds\/\d+$/);
  await expect(page.getByRole("heading", { level: 1, name: podcast.title })).toBeVisible();
  await expect(page.getByText("Private", { exact: true })).toBeVisible();
  await expect(page.getByText("3 of 4 with transcript")).toBeVisible();
});

test("one step back leads from the password to the address", async ({ page, podcast }) => {
  const form = await add(page, privately(podcast.url));
  await expect(form.getByRole("textbox", { name: "User name" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(form).toBeHidden();
  const field = page.getByRole("combobox", { name: "Name or address of the podcast" });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(privately(podcast.url));
  await field.fill(podcast.url);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: podcast.title })).toBeVisible();
});

test("a stored password is replaced, and taken away once the feed is open", async ({ page, request, podcast }) => {
  const added = await request.post("/api/feeds", { data: { url: privately(podcast.url), credentials: keeper } });
  expect(added.status()).toBe(201);
  const { id }: { id: number } = await added.json();
  await page.goto(`/feeds/${id}`);
  const dialog = await openSettings(page);
  await expect(dialog.getByText("A password or token is stored.")).toBeVisible();
  await dialog.getByRole("button", { name: "Replace" }).click();
  await dialog.getByRole("textbox", { name: "User name" }).fill(keeper.username);
  await dialog.getByLabel("Password", { exact: true }).fill("113 steps");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("does not accept this password");
  await dialog.getByLabel("Password", { exact: true }).fill(keeper.password);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Private", { exact: true })).toBeVisible();

  await openSettings(page);
  await dialog.getByRole("button", { name: "Remove" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("asks for a password");
  await request.get(podcast.url.replace("/harbour-", "/open/harbour-"));
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Private", { exact: true })).toBeHidden();
});
