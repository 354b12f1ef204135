import { afterAll, afterEach, beforeAll } from "vitest";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";

export let host: FeedHost;
export let app: TestApp;

/** A library and a host of feeds for the tests of a file, both empty after each of them: call it once, at its beginning. */
export function setUpFeedTests(): void {
  beforeAll(async () => {
    host = await startFeedHost();
    app = await openTestApp({ allow: [host.allow] });
  });
  afterAll(async () => {
    await app.close();
    await host.close();
  });
  afterEach(async () => {
    await app.db.feed.deleteMany();
    host.pages.clear();
    host.hits.clear();
  });
}
