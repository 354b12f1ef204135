import { expect, it } from "vitest";
import { aFeed } from "@/tests/a-feed";
import { startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp } from "@/tests/test-app";

it("says who takes part in an episode, with web addresses only", async () => {
  const host = await startFeedHost();
  const app = await openTestApp({ allow: [host.allow] });
  const persons = `<podcast:person role="Guest" href="javascript:alert(1)" img="/ann.png">Ann</podcast:person><podcast:person>Bo</podcast:person>`;
  host.pages.set("/feed", { body: aFeed().replace("</item>", `${persons}</item>`) });
  const { id } = await app.api.feeds.add({ url: `${host.url}/feed` });
  await app.work();
  const { episodes } = await app.api.episodes.listForFeed({ id });
  expect(episodes[0]?.persons).toEqual([
    { name: "Ann", role: "guest", href: null, img: `${host.url}/ann.png` },
    { name: "Bo", role: "host", href: null, img: null },
  ]);
  await app.close();
  await host.close();
});
