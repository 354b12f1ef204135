import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./library-test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("all transcripts of a podcast come as one file, in the format that was chosen", async ({
  page,
  podcast,
  subscribe,
}) => {
  const { feedId } = await subscribe();
  await page.goto(`/feeds/${feedId}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Download transcripts" }).click();
  const dialog = page.getByRole("dialog", { name: "Download transcripts" });
  await expect(dialog).toContainText(`One ZIP file with 3 transcripts of ${podcast.title}`);
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await dialog.getByRole("link", { name: "SRT subtitles" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.zip$/);
  const names = Object.keys(unzipSync(await readFile(await file.path())));
  expect(names).toHaveLength(3);
  expect(names.every((name) => name.endsWith(".srt"))).toBe(true);
  await expect(dialog).toBeHidden();
});

test("a podcast app gets an address that answers", async ({ page, request, podcast, subscribe, baseURL }) => {
  const { feedId } = await subscribe();
  await page.goto(`/feeds/${feedId}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Copy address for podcast apps" }).click();
  await expect(page.getByText("Address copied")).toBeVisible();
  await expect(page.getByText(/Subscribe to it in a podcast app/)).toBeVisible();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toBe(`${baseURL}/api/feeds/${feedId}/rss`);
  expect(await (await request.get(address)).text()).toContain(podcast.title);
});

test("a podcast without transcripts says that there are none", async ({ page, request, host, podcast }) => {
  const added = await request.post("/api/feeds", { data: { url: podcast.url.replace(host, `${host}/silent`) } });
  const { id }: { id: number } = await added.json();
  await page.goto(`/feeds/${id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  const item = page.getByRole("menuitem", { name: "Download transcripts" });
  await expect(item).toContainText("there are none");
  await expect(item).toHaveAttribute("aria-disabled", "true");
});
