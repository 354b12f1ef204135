import { afterAll, beforeAll, expect, it } from "vitest";
import { planOf } from "@/tests/plan-of";
import { openTestDatabase, type TestDatabase } from "@/tests/test-database";
import { type EpisodeFilter, listNewestDates, selectEpisodes } from "./episodes.repo";
import { listToPublish } from "./published.repo";

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.db
    .$executeRaw`INSERT INTO feed (id, url, url_key, title) SELECT n, n, n, 'Show ' || n FROM generate_series(1, 40) n`;
  await database.db.$executeRaw`
    INSERT INTO episode (feed_id, guid, content_hash, title, enclosure_url, enclosure_key, published_at, updated_at)
    SELECT 1 + n % 8, n, '', 'Episode ' || n, 'u', 'k', CASE WHEN n % 50 > 0 THEN now() - n * interval '1 hour' END,
      now() - n * interval '1 minute' FROM generate_series(1, 12000) n`;
  await database.db.$executeRaw`ANALYZE episode`;
});
afterAll(() => database.close());

type Order = Parameters<typeof selectEpisodes>[1]["order"];
const page = (filter: EpisodeFilter, order: Order) => ({
  filter,
  order,
  limit: 50,
  offset: 100,
  withDescription: false,
});

it.each([
  ["of a podcast", { feedId: 1 }, "published_desc", "episode_feed_published_idx"],
  ["of the library since a day", { publishedAfter: new Date(0) }, "published_desc", "episode_published_idx"],
  ["in a state", { state: "new" }, "updated_desc", "episode_state_updated_idx"],
  ["in a state, the oldest change first", { state: "new" }, "updated_asc", "episode_state_updated_idx"],
] as const)("a page of the episodes %s reads that page and no more", async (_, filter, order, index) => {
  const plan = await planOf(database.db, (db) => selectEpisodes(db, page(filter, order)));
  const cut = plan.filter((node) => node.within === "CTE e");
  expect(cut).toContainEqual(expect.objectContaining({ kind: "Index Scan", index }));
  expect(cut.map((node) => node.kind).filter((kind) => kind.includes("Sort"))).toEqual([]);
});

it("a page of a podcast as RSS is not sorted either", async () => {
  const plan = await planOf(database.db, (db) => listToPublish(db, { feedId: 1, limit: 50, offset: 100 }));
  expect(plan.map((node) => node.kind).filter((kind) => kind.includes("Sort"))).toEqual([]);
});

it("the newest dates of a podcast stand in the index", async () => {
  const plan = await planOf(database.db, (db) => listNewestDates(db, 1, 20));
  expect(plan.map((node) => node.kind)).toEqual(["Limit", expect.stringMatching(/^Index (?:Only )?Scan$/)]);
});
