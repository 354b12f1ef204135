import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { getSetting } from "./settings.service";

let app: TestApp;

beforeAll(async () => {
  app = await openTestApp({ env: { FEED_POLL_MINUTES: "30" } });
});
afterAll(() => app.close());
afterEach(() => app.db.setting.deleteMany());

it("takes the stored value before the environment before the default", async () => {
  expect(await app.api.settings.list()).toMatchObject({
    settings: {
      transcript_retry_days: { value: 14, source: "default" },
      feed_poll_minutes: { value: 30, source: "environment", default: 60 },
    },
  });
  await app.api.settings.put({ settings: { feed_poll_minutes: 90 } });
  expect(await getSetting(app, "feed_poll_minutes")).toBe(90);
  await app.api.settings.reset({ key: "feed_poll_minutes" });
  expect(await getSetting(app, "feed_poll_minutes")).toBe(30);
});

it("stores all or none, and says what is wrong with each", async () => {
  const putting = app.api.settings.put({
    settings: { feed_poll_minutes: 90, transcript_retry_days: 0, colour: "red" },
  });
  await expect(putting).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: expect.stringMatching(/transcript_retry_days: .*; colour: there is no such setting/),
  });
  expect(await getSetting(app, "feed_poll_minutes")).toBe(30);
});

it("does not trip over a stored value that is no longer valid", async () => {
  await app.db.setting.create({ data: { key: "feed_poll_minutes", value: "soon" } });
  expect(await getSetting(app, "feed_poll_minutes")).toBe(30);
});

it("knows no key that is none, not even one that every object has", async () => {
  await expect(app.api.settings.reset({ key: "toString" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
