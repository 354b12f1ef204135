import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { claimJob, settleJob } from "@/server/jobs/jobs.service";
import { aFeed, aTranscript } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { indexTranscript } from "./index-transcript";

let host: FeedHost;
let app: TestApp;
let id: number;

beforeAll(async () => {
  host = await startFeedHost();
  app = await openTestApp({ allow: [host.allow] });
});
afterAll(async () => {
  await app.close();
  await host.close();
});

beforeEach(async () => {
  await app.db.feed.deleteMany();
  host.pages.set("/1.vtt", { body: aTranscript(["Ann: apples."]) });
  host.pages.set("/feed", { body: aFeed({ items: [{ transcripts: [{ url: `${host.url}/1.vtt` }] }] }) });
  const feed = await app.api.feeds.add({ url: `${host.url}/feed` });
  await app.work();
  id = (await app.api.episodes.listForFeed({ id: feed.id })).episodes[0]?.id ?? 0;
});

const speakers = async () => {
  const rows = await app.db.$queryRaw<{ speaker: string }[]>`SELECT speaker FROM segment WHERE episode_id = ${id}`;
  return rows.map((row) => row.speaker);
};

it("does not miss a name that is given while it runs", async () => {
  await app.api.search.reindex({ id });
  const claim = await claimJob(app, "indexTranscript", "me");
  if (!claim) throw new Error("nothing to claim");
  const outcome = await indexTranscript(app, claim.payload as Parameters<typeof indexTranscript>[1]);
  await app.api.episodes.nameSpeaker({ id, label: "Ann", name: "Annette" });
  await settleJob(app, claim, outcome);

  expect(await speakers()).toEqual(["Ann"]);
  await app.work();
  expect(await speakers()).toEqual(["Annette"]);
});
