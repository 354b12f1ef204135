import { afterAll, beforeAll, expect, it } from "vitest";
import { aFeed } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";

let host: FeedHost;
let app: TestApp;

beforeAll(async () => {
  host = await startFeedHost();
  app = await openTestApp({ allow: [host.allow] });
});
afterAll(async () => {
  await app.close();
  await host.close();
});

const podlove = `<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">
  <psc:chapter start="00:01:29.201" title="Intro &amp; more" href="/about" image="https://e.example/i.png"/><psc:chapter start="0" title="Start"/></psc:chapters>`;
const linked = (path: string) => `<podcast:chapters url="${host.url}${path}" type="application/json+chapters"/>`;
const serve = (...extras: string[]) => {
  const items = extras.map((_, index) => ({
    guid: `g${index}`,
    title: `E${index}`,
    enclosure: `https://e.example/${index}`,
  }));
  let index = 0;
  const body = aFeed({ items }).replace(/<\/item>/g, () => `${extras[index++] ?? ""}</item>`);
  host.pages.set("/feed", { body });
};
const document = (...titles: string[]) => ({
  body: JSON.stringify({
    version: "1.2.0",
    chapters: titles.map((title, index) => ({ startTime: index * 60, title })),
  }),
});

it("takes chapters from the feed, or better from the document that it names, and follows a change", async () => {
  host.pages.set("/1.json", document("A", "B"));
  host.pages.set("/broken.json", { body: "<html>" });
  serve(podlove, linked("/1.json"), podlove + linked("/broken.json"), "");
  const { id } = await app.api.feeds.add({ url: `${host.url}/feed` });
  await app.work();
  const ids = (await app.db.episode.findMany({ where: { feedId: id }, orderBy: { guid: "asc" } })).map((row) => row.id);
  const shown = () =>
    Promise.all(
      ids.map(async (episode) =>
        (await app.api.episodes.chapters({ id: episode })).chapters.map(
          (chapter) => `${chapter.start_ms} ${chapter.title}`,
        ),
      ),
    );
  const fromFeed = ["0 Start", "89201 Intro & more"];
  expect(await shown()).toEqual([fromFeed, ["0 A", "60000 B"], fromFeed, []]);
  expect((await app.api.episodes.chapters({ id: ids[0] ?? 0 })).chapters[1]).toMatchObject({
    url: `${host.url}/about`,
    image_url: "https://e.example/i.png",
  });

  host.pages.set("/2.json", document("C"));
  host.hits.clear();
  serve("", linked("/2.json"), linked("/1.json"), linked("/1.json"));
  await app.api.feeds.refresh({ id });
  await app.work();
  expect(await shown()).toEqual([[], ["0 C"], ["0 A", "60000 B"], ["0 A", "60000 B"]]);
  expect([host.hits.get("/2.json"), host.hits.get("/1.json")]).toEqual([1, 2]);
  await app.api.feeds.refresh({ id });
  await app.work();
  expect([host.hits.get("/2.json"), host.hits.get("/1.json")]).toEqual([1, 2]);
});
