import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./library-test";

test("every page stands without errors and can be used by everybody", async ({ page, subscribe }) => {
  test.slow();
  const { feedId, episodeIds } = await subscribe();
  const pages = {
    "/": "Library",
    "/feeds": "Podcasts",
    [`/feeds/${feedId}`]: /Harbour Notes/,
    [`/episodes/${episodeIds["The lighthouse keeper"]}?t=12`]: "The lighthouse keeper",
    [`/episodes/${episodeIds["A day without words"]}`]: "A day without words",
    [`/search?q=rope&feed=${feedId}`]: "Search",
    "/status": "Status",
    "/trash": "Trash",
    "/settings": "Settings",
    "/feeds/2147483647": "Not found",
  };
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const [path, heading] of Object.entries(pages)) {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html")).toHaveClass(/dark/);
    await expectAccessible(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${path} is not wider than the screen`).toBeLessThanOrEqual(0);
  }
});

test("the API's documentation needs nothing from elsewhere", async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${baseURL}/`) && !request.url().startsWith("data:")) elsewhere.push(request.url());
  });
  await page.goto("/docs");
  await expect(page.getByText("/api/feeds", { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  expect(elsewhere).toEqual([]);
});

test("the theme that is chosen stays", async ({ page }) => {
  await page.goto("/status");
  const button = page.getByRole("button", { name: /^Theme/ }).locator("visible=true");
  await expect(button).toHaveAccessibleName("Theme: as the system");
  await button.click();
  await button.click();
  await expect(button).toHaveAccessibleName("Theme: dark");
  await page.reload();
  await expect(page.locator("html")).toHaveClass(/dark/);
});
