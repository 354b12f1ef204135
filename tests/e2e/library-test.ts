import { test as base, expect, type Page } from "@playwright/test";

type Fixtures = {
  host: string;
  /** The server is to refuse something; browsers write that to the console. */
  mayRefuse: boolean;
  /** The address of a podcast that no other test knows, and its title. */
  podcast: { url: string; title: string };
  /** Subscribes to it. Answers when the transcripts that there are have been stored and indexed. */
  subscribe: () => Promise<{ feedId: number; episodeIds: Record<string, number> }>;
};

type FeedAnswer = { id: number; transcript_count: number; status_counts: Record<string, number> };
type Episodes = { episodes: { id: number; title: string }[] };
type Stats = { queued: number; running: number; waiting: number };

/** A browser on the product. A page that writes an error to its console, or throws, fails its test. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  baseURL: async ({}, use) => use(process.env.E2E_PRODUCT_URL),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  host: async ({}, use) => use(process.env.E2E_HOST_URL ?? ""),
  mayRefuse: [false, { option: true }],
  page: async ({ page, mayRefuse }, use) => {
    const problems = watch(page);
    await use(page);
    const refusal = /^Failed to load resource: the server responded with a status of (?:4|503)/;
    expect(
      problems.filter((text) => !mayRefuse || !refusal.test(text)),
      "errors of the page",
    ).toEqual([]);
  },
  podcast: async ({ host }, use, { testId, retry }) => {
    const key = `${testId.slice(-8)}-${retry}`;
    await use({ url: `${host}/harbour-${key}.xml`, title: `Harbour Notes ${key}` });
  },
  subscribe: async ({ request, podcast }, use) => {
    await use(async () => {
      const added = await request.post("/api/feeds", { data: { url: podcast.url } });
      expect(added.status()).toBe(201);
      const { id: feedId }: FeedAnswer = await added.json();
      await expect
        .poll(async () => ((await (await request.get(`/api/feeds/${feedId}`)).json()) as FeedAnswer).transcript_count)
        .toBe(3);
      await expect
        .poll(async () => {
          const { index_queue: queue }: { index_queue: Stats } = await (await request.get("/api/queue/status")).json();
          return queue.queued + queue.running;
        })
        .toBe(0);
      const { episodes }: Episodes = await (await request.get(`/api/feeds/${feedId}/episodes`)).json();
      return { feedId, episodeIds: Object.fromEntries(episodes.map(({ id, title }) => [title, id])) };
    });
  },
});

export { expect };

function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  return problems;
}
