import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { type Product, startProduct } from "@/tests/system/start-product";
import { expectAccessible } from "./expect-accessible";
import { expect, test as shared } from "./library-test";

/** A product of its own: what holds for a whole library would hold for the other tests as well. */
const test = shared.extend<{ baseURL: string }, { product: Product }>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const host = new URL(process.env.E2E_HOST_URL ?? "");
      const product = await startProduct({ env: { OUTBOUND_ALLOW: host.host, FEED_POLL_MINUTES: "30" } });
      await use(product);
      await product.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ product }, use) => use(product.url),
});

const polls = "Minutes between two looks when an episode is expected";
const policy = "Where transcripts come from";

const row = (page: Page, name: string) => page.getByRole("group", { name, exact: true });
const stored = async (product: Product) =>
  (await product.api<{ settings: Record<string, { value: unknown; source: string }> }>("GET", "/api/settings"))
    .settings;

test.afterEach(async ({ product }) => {
  for (const key of Object.keys(await stored(product))) await product.api("DELETE", `/api/settings/${key}`);
});

test("a number is typed, says where it comes from, and goes back", async ({ page, product }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Settings" }).locator("visible=true").click();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2 })).toHaveText([
    "Feeds",
    "Transcripts",
    "Audio",
    "Storage",
    "Publishing",
  ]);

  const field = row(page, polls).getByRole("textbox");
  await expect(field).toHaveValue("30");
  await expect(row(page, polls)).toContainText("From an environment variable");
  await expect(row(page, polls)).toContainText("5 to 10,080");
  await field.fill("1,440");
  await field.press("Enter");
  await expect(page.getByText("Saved: 1,440 minutes")).toBeVisible();
  await expect(row(page, polls)).toContainText("Set here");
  await expect(field).toHaveValue("1440");
  await expect(field).toBeFocused();
  expect((await stored(product)).feed_poll_minutes).toMatchObject({ value: 1440, source: "database" });

  // Leaving the field is enough.
  await field.fill("90");
  await field.press("Tab");
  await expect(page.getByText("Saved: 90 minutes")).toBeVisible();
  await page.reload();
  await expect(field).toHaveValue("90");

  await field.fill("17");
  await field.press("Escape");
  await expect(field).toHaveValue("90");

  await row(page, polls)
    .getByRole("button", { name: /^Back to the default/ })
    .click();
  await expect(field).toHaveValue("30");
  await expect(row(page, polls)).toContainText("From an environment variable");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(field).toHaveValue("90");
  await expect(row(page, polls)).toContainText("Set here");
});

test("switches and choices are saved at once, and can be taken back", async ({ page, product }) => {
  await page.goto("/settings");
  const download = page.getByRole("switch", { name: "Download the audio of every new episode" });
  await expect(download).not.toBeChecked();
  await download.focus();
  await page.keyboard.press("Space");
  await expect(download).toBeChecked();
  await expect(page.getByText("Saved: On")).toBeVisible();
  await expect(download).toBeFocused();
  expect((await stored(product)).auto_download).toMatchObject({ value: true, source: "database" });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Back to Off")).toBeVisible();
  await expect(download).not.toBeChecked();
  expect((await stored(product)).auto_download).toMatchObject({ value: false, source: "default" });

  const choice = row(page, policy).getByRole("combobox");
  await expect(choice.locator("option")).toHaveText([
    "Only what others have made",
    "What others have made, else our own",
    "Always our own",
  ]);
  await choice.selectOption("Always our own");
  await expect(row(page, policy)).toContainText("Set here");
  await page.reload();
  await expect(choice.locator("option:checked")).toHaveText("Always our own");
  await expectAccessible(page);
});

test.describe("refusals", () => {
  test.use({ mayRefuse: true });
  test("what cannot be saved says why beside its field, and the old value holds", async ({ page, product }) => {
    await page.goto("/settings");
    const field = row(page, polls).getByRole("textbox");
    await field.fill("4");
    await field.press("Enter");
    const problem = row(page, polls).getByRole("alert");
    await expect(problem).toHaveText("Enter a whole number from 5 to 10,080.");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveValue("4");
    await field.fill("soon");
    await expect(problem).toBeHidden();
    await field.blur();
    await expect(problem).toHaveText("Enter a whole number from 5 to 10,080.");
    await field.press("Escape");
    await expect(field).toHaveValue("30");
    await expect(problem).toBeHidden();

    // What only the server knows to be wrong.
    const store = row(page, "Apple Podcasts store to search in");
    await store.getByRole("textbox").fill("Germany");
    await store.getByRole("textbox").press("Enter");
    await expect(store.getByRole("alert")).toHaveText("Must be two letters, as in us or de.");
    await expect(store.getByRole("textbox")).toHaveValue("Germany");
    await expectAccessible(page);
    await store.getByRole("textbox").fill("DE");
    await store.getByRole("textbox").press("Enter");
    await expect(store.getByRole("textbox")).toHaveValue("de");
    expect(await stored(product)).toMatchObject({
      feed_poll_minutes: { value: 30, source: "environment" },
      itunes_country: { value: "de", source: "database" },
    });
  });

  test("a server that does not answer loses nothing", async ({ page, context }) => {
    await page.goto("/settings");
    const field = row(page, polls).getByRole("textbox");
    await context.route("**/api/trpc/settings.put**", (route) => route.fulfill({ status: 503, body: "busy" }));
    await field.fill("77");
    await field.press("Enter");
    await expect(row(page, polls).getByRole("alert")).toContainText("The server does not answer");
    await expect(field).toHaveValue("77");
    await context.unroute("**/api/trpc/settings.put**");
    await field.press("Enter");
    await expect(row(page, polls)).toContainText("Set here");
    await expect(row(page, polls).getByRole("alert")).toBeHidden();
  });
});

test("the vault is written on demand, and kept in step when it is on", async ({
  page,
  product,
  podcast,
  subscribe,
}) => {
  await page.goto("/settings");
  const write = page.getByRole("button", { name: "Write it now" });
  const folder = path.join(product.dataDir, "vault");
  await expect(page.getByText(folder, { exact: true })).toBeVisible();
  await subscribe();
  await write.click();
  await expect(page.getByText(/^Last run .*: \d+ written, \d+ removed$/)).toBeVisible();
  await expect(write).toBeEnabled();
  await expect(page.getByText(/^\d+ episodes of \d+ podcasts?$/)).toBeVisible();
  expect(await readFile(path.join(folder, "Podcasts.md"), "utf8")).toContain(podcast.title);
  expect(await readdir(folder)).toEqual(expect.arrayContaining([podcast.title]));
  await expectAccessible(page);

  const keep = page.getByRole("switch", { name: /^Keep a folder of Markdown files/ });
  await keep.check();
  await expect(page.getByText("Saved: On")).toBeVisible();
  expect((await product.api<{ is_enabled: boolean }>("GET", "/api/vault")).is_enabled).toBe(true);
});
