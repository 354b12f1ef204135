import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./library-test";

async function openImport(page: Page): Promise<void> {
  await page.goto("/feeds");
  await page.getByRole("button", { name: "Add podcast" }).first().click();
  await page.getByRole("button", { name: "Import OPML" }).click();
  await expect(page.getByRole("dialog", { name: "Import from OPML" })).toBeVisible();
}

const choose = (page: Page, text: string) =>
  page
    .getByLabel("Choose an OPML file")
    .setInputFiles({ name: "list.opml", mimeType: "text/x-opml", buffer: Buffer.from(text) });

const document = (lines: string) =>
  `<opml version="2.0"><head><title>From another app</title></head><body>${lines}</body></opml>`;

test("a list of podcasts is looked at, imported line by line, and exported again", async ({
  page,
  host,
  podcast,
  subscribe,
}) => {
  const { feedId } = await subscribe();
  const other = podcast.url.replace("harbour-", "harbour-second-");
  const spare = podcast.url.replace("harbour-", "harbour-third-");
  await openImport(page);
  await choose(
    page,
    document(`<outline text="Sea"><outline text="Mine" xmlUrl="${podcast.url}"/><outline text="Second" xmlUrl="${other}"/></outline>
      <outline text="Spare" xmlUrl="${spare}"/><outline text="Broken" xmlUrl="${host}/nothing.xml"/>
      <outline text="Second once more" xmlUrl="${other}"/><outline type="rss" text="Without"/>`),
  );
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("From another app")).toBeVisible();
  await expect(dialog.getByText("3 new · 1 in your library · 1 twice in the file · 1 no address")).toBeVisible();
  await dialog.getByRole("checkbox", { name: /^Spare/ }).uncheck();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Import 2 podcasts" }).click();

  await expect(dialog.getByText("1 added · 1 not added · 1 new")).toBeVisible();
  const row = (name: string) => dialog.getByRole("listitem").filter({ hasText: name });
  await expect(row("Broken")).toContainText("answered 404");
  await expect(row("Mine").getByRole("link", { name: "In your library" })).toHaveAttribute("href", `/feeds/${feedId}`);
  await row("Second").first().getByRole("link", { name: "Added" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Harbour Notes second/ })).toBeVisible();

  await page.goto("/feeds");
  await page.getByRole("button", { name: "More actions" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Export OPML" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^podcasts-\d{4}-\d\d-\d\d\.opml$/);
  const exported = await readFile(await file.path(), "utf8");
  expect(exported).toContain(`xmlUrl="${podcast.url}"`);
  expect(exported).toContain(`xmlUrl="${other}"`);
  expect(exported).not.toContain(spare);
});

test.describe("refusals", () => {
  test.use({ mayRefuse: true });
  test("a file that is no list of podcasts says so", async ({ page }) => {
    await openImport(page);
    const problem = page.getByRole("dialog").getByRole("alert");
    await choose(page, "<!doctype html><html><body>Hello</body></html>");
    await expect(problem).toContainText("web page");
    await choose(page, " ");
    await expect(problem).toContainText("empty");
    await choose(page, document(`<outline text="A note"/>`));
    await expect(page.getByText("No podcasts in this file")).toBeVisible();
    await expect(page.getByRole("button", { name: "Import 0 podcasts" })).toBeDisabled();
    await page.getByRole("button", { name: "Another file" }).click();
    await expect(page.getByLabel("Choose an OPML file")).toBeAttached();
  });
});

test("the file may be dropped", async ({ page, podcast }) => {
  await openImport(page);
  const text = document(`<outline text="Dropped" xmlUrl="${podcast.url}"/>`);
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], "list.opml", { type: "text/x-opml" }));
    return data;
  }, text);
  await page.getByText("Choose an OPML file").dispatchEvent("drop", { dataTransfer: transfer });
  await expect(page.getByRole("checkbox", { name: /^Dropped/ })).toBeChecked();
});
