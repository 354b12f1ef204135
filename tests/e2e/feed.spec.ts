import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
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
    const match = page.getByRole("button", { name: "Also on Pocket Casts" });
    await match.click();
    await expect(page.getByRole("link", { name: UNFOUND_SHOW })).toBeVisible();
    await page.keyboard.press("Escape");
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

const openSettings = async (page: Page) => {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  return page.getByRole("dialog", { name: "Settings" });
};

test("a podcast is renamed, and back again", async ({ page, podcast, subscribe }) => {
  const { feedId } = await subscribe();
  await page.goto(`/feeds/${feedId}`);
  const dialog = await openSettings(page);
  await dialog.getByRole("textbox", { name: "Title" }).fill(`My ${podcast.title}`);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `My ${podcast.title}` })).toBeVisible();
  await expect(page.getByText(`Published as “${podcast.title}”`)).toBeVisible();
  await expect(page).toHaveTitle(`My ${podcast.title} · cast2md`);

  await openSettings(page);
  await dialog.getByRole("textbox", { name: "Title" }).fill("");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: podcast.title, exact: true })).toBeVisible();
});

test("a podcast's settings are kept and shown again", async ({ page, subscribe }) => {
  const { feedId } = await subscribe();
  await page.goto(`/feeds/${feedId}`);
  await expect(page.getByText(/Checked .*, about every .*, next in/)).toBeVisible();
  const dialog = await openSettings(page);
  const language = dialog.getByRole("combobox", { name: "Language" });
  const keepAudio = dialog.getByRole("combobox", { name: "Keep it once there is a transcript" });
  await expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await expect(keepAudio.locator("option:checked")).toHaveText("As in the library (yes)");
  await expect(language.locator("option:checked")).toHaveText("As the feed says (English)");
  await language.selectOption("German");
  await keepAudio.selectOption("No");
  await dialog.getByRole("combobox", { name: "Where they come from" }).selectOption("Always our own");
  await dialog.getByRole("textbox", { name: "Speech model" }).fill("small");
  await dialog.getByRole("combobox", { name: "Priority" }).selectOption("High");
  await dialog.getByRole("checkbox", { name: /^Paused/ }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Paused.")).toBeVisible();
  await expect(page.getByText("German")).toBeVisible();

  await openSettings(page);
  await expect(language.locator("option:checked")).toHaveText("German");
  await expect(keepAudio.locator("option:checked")).toHaveText("No");
  await expect(dialog.getByRole("textbox", { name: "Speech model" })).toHaveValue("small");
  await expect(dialog.getByRole("checkbox", { name: /^Paused/ })).toBeChecked();
  await language.selectOption("Another one …");
  await expect(dialog.getByRole("textbox", { name: "Language tag" })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

  // What was changed is not lost by one key.
  await page.keyboard.press("Escape");
  await expect(dialog.getByText("There are changes that are not saved yet.")).toBeVisible();
  await dialog.getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("Paused.")).toBeHidden();
});

test.describe("refusals", () => {
  test.use({ mayRefuse: true });
  test("what cannot be saved says why, beside its field, and nothing is lost", async ({ page, host, subscribe }) => {
    const { feedId } = await subscribe();
    await page.goto(`/feeds/${feedId}`);
    const dialog = await openSettings(page);
    await dialog.getByRole("combobox", { name: "Language" }).selectOption("Another one …");
    await dialog.getByRole("textbox", { name: "Language tag" }).fill("not a language");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByRole("alert")).toHaveText(/Enter a language/);
    await expect(dialog.getByRole("textbox", { name: "Language tag" })).toHaveAttribute("aria-invalid", "true");

    await dialog.getByRole("textbox", { name: "Language tag" }).fill("pt-BR");
    await dialog.getByRole("textbox", { name: "Address" }).fill(`${host}/nothing.xml`);
    await dialog.getByRole("button", { name: "Add a password" }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByRole("alert")).toHaveText("Enter a user name");
    await dialog.getByRole("textbox", { name: "User name" }).fill("ann");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByRole("textbox", { name: "Address" })).toHaveAttribute("aria-invalid", "true");
    await expect(dialog.getByRole("alert")).toContainText("404");
    await expect(dialog.getByRole("textbox", { name: "User name" })).toHaveValue("ann");
  });
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
