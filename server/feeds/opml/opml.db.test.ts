import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aFeed, type FeedDocument } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { type Itunes, startItunes } from "@/tests/fakes/itunes";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { exportOpml, importOpml } from "./opml.service";

let host: FeedHost;
let itunes: Itunes;
let app: TestApp;

beforeAll(async () => {
  [host, itunes] = await Promise.all([startFeedHost(), startItunes()]);
  app = await openTestApp({ allow: [host.allow, itunes.allow], env: { ITUNES_API_URL: itunes.url } });
});
afterAll(async () => {
  await app.close();
  await Promise.all([host.close(), itunes.close()]);
});
afterEach(async () => {
  await app.db.feed.deleteMany();
  await app.db.job.deleteMany();
  host.pages.clear();
  host.hits.clear();
});

const serve = (path: string, document: FeedDocument = {}) => {
  host.pages.set(path, { body: aFeed({ title: `Feed ${path}`, ...document }) });
  return host.url + path;
};
const list = (...addresses: string[]) =>
  `<opml version="2.0"><body>${addresses.map((address, index) => `<outline text="Line ${index}" xmlUrl="${address}"/>`).join("")}</body></opml>`;
const titles = async () => (await app.api.feeds.list()).feeds.map(({ display_title }) => display_title);
const statuses = ({ lines }: { lines: { status: string }[] }) => lines.map(({ status }) => status);

describe("a preview", () => {
  it("says of each line what an import would do, and fetches nothing", async () => {
    const known = await app.api.feeds.add({ url: serve("/known", { title: "Known" }) });
    host.hits.clear();
    const opml = `<opml><head><title>My list</title></head><body><outline text="Talk">
      <outline title="New" xmlUrl="${host.url}/new"/><outline text="Again" xmlUrl="${host.url}/new/"/></outline>
      <outline text="Old" xmlUrl="${host.url}/known"/><outline type="rss" text="Nothing"/></body></opml>`;
    expect(await app.api.opml.preview({ opml })).toEqual({
      title: "My list",
      counts: { new: 1, subscribed: 1, duplicate: 1, invalid: 1 },
      lines: [
        { title: "New", url: `${host.url}/new`, folder: "Talk", status: "new", feed_id: null, message: null },
        expect.objectContaining({ title: "Again", folder: "Talk", status: "duplicate" }),
        expect.objectContaining({ title: "Old", folder: null, status: "subscribed", feed_id: known.id }),
        expect.objectContaining({ title: "Nothing", url: "", status: "invalid" }),
      ],
    });
    expect(host.hits.size).toBe(0);
  });

  it.each([
    ["nothing", ""],
    ["a feed", aFeed()],
  ])("of %s is refused", async (_, opml) => {
    await expect(app.api.opml.preview({ opml })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      cause: { kind: "invalid" },
    });
  });
});

describe("an import", () => {
  it("adds what can be added and says why the rest cannot, which leaves nothing behind", async () => {
    host.pages.set("/page", { headers: { "content-type": "text/html" }, body: "<html><body>Hello</body></html>" });
    host.pages.set("/articles", { body: aFeed().replace(/<enclosure[^>]*>/, "") });
    const opml = list(
      serve("/one", { title: "One" }),
      `${host.url}/missing`,
      `${host.url}/page`,
      `${host.url}/articles`,
      "http://10.0.0.1/feed",
      "nonsense",
      serve("/two", { title: "Two" }),
      `${host.url}/one/`,
    );
    const answer = await app.api.opml.import({ opml });
    expect(answer.counts).toEqual({ added: 2, queued: 0, subscribed: 0, duplicate: 1, invalid: 1, failed: 4 });
    expect(answer.lines.map(({ status, message }) => [status, message])).toEqual([
      ["added", null],
      ["failed", expect.stringContaining("404")],
      ["failed", expect.stringContaining("web page")],
      ["failed", expect.stringContaining("no audio or video")],
      ["failed", expect.stringContaining("private network")],
      ["invalid", "Not a web address"],
      ["added", null],
      ["duplicate", "Stands in the file twice"],
    ]);
    expect(await titles()).toEqual(["One", "Two"]);
    await app.work();
    expect((await app.api.feeds.list()).feeds.map(({ episode_count }) => episode_count)).toEqual([1, 1]);
  });

  it("that is done twice adds nothing the second time", async () => {
    const opml = list(...["/a", "/b", "/c"].map((path) => serve(path)));
    expect(statuses(await app.api.opml.import({ opml }))).toEqual(["added", "added", "added"]);
    const again = await app.api.opml.import({ opml });
    expect(statuses(again)).toEqual(["subscribed", "subscribed", "subscribed"]);
    expect(again.lines.every(({ feed_id }) => feed_id !== null)).toBe(true);
    expect(await titles()).toHaveLength(3);
  });

  it("that is done twice at once adds nothing twice", async () => {
    const opml = list(...["/a", "/b", "/c"].map((path) => serve(path)));
    const both = await Promise.all([app.api.opml.import({ opml }), app.api.opml.import({ opml })]);
    const all = both.flatMap(statuses).sort();
    expect(all).toEqual([...Array(3).fill("added"), ...Array(3).fill("subscribed")]);
    expect(await titles()).toHaveLength(3);
  });

  it("takes the lines that are asked for, and no others", async () => {
    const opml = list(serve("/a"), serve("/b"), serve("/c"));
    const answer = await app.api.opml.import({ opml, urls: [`${host.url}/b`, "https://not.in/the/list"] });
    expect(answer.lines).toMatchObject([{ url: `${host.url}/b`, status: "added" }]);
    expect(await titles()).toEqual(["Feed /b"]);
  });

  it("knows a podcast under another address by its guid", async () => {
    const guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810";
    const known = await app.api.feeds.add({ url: serve("/old", { title: "Same", guid }) });
    const answer = await app.api.opml.import({ opml: list(serve("/new", { title: "Same", guid })) });
    expect(answer.lines).toMatchObject([
      { status: "subscribed", feed_id: known.id, message: "already subscribed to «Same»" },
    ]);
  });

  it("adds what is not read in time by its address, and reads it later", async () => {
    const silent = Array.from({ length: 6 }, (_, index) => {
      host.pages.set(`/silent${index}`, () => "hang");
      return `${host.url}/silent${index}`;
    });
    const opml = list(...silent, serve("/late", { title: "Late" }));
    const answer = await importOpml(app, { opml }, { totalMs: 300, lineMs: 5000 });
    expect(statuses(answer)).toEqual(Array(7).fill("queued"));
    expect(await titles()).toEqual(Array.from({ length: 7 }, (_, index) => `Line ${index}`));
    for (const address of silent) host.pages.set(new URL(address).pathname, { body: aFeed({ title: "Awake" }) });
    await app.work();
    expect(await titles()).toEqual([...Array(6).fill("Awake"), "Late"]);
    expect(statuses(await app.api.opml.import({ opml }))).toEqual(Array(7).fill("subscribed"));
  });

  it("does not let silent hosts hold up the others", async () => {
    const silent = Array.from({ length: 6 }, (_, index) => {
      host.pages.set(`/silent${index}`, () => "hang");
      return `${host.url}/silent${index}`;
    });
    const answer = await importOpml(app, { opml: list(...silent, serve("/a")) }, { totalMs: 4000, lineMs: 300 });
    expect(statuses(answer)).toEqual([...Array(6).fill("queued"), "added"]);
    expect(answer.lines[0]?.message).toMatch(/slow/);
  });

  it("adds by its address what asks to wait", async () => {
    host.pages.set("/busy", { status: 429, headers: { "retry-after": "60" } });
    const answer = await app.api.opml.import({ opml: list(`${host.url}/busy`) });
    expect(answer.lines).toMatchObject([{ status: "queued", message: expect.stringContaining("429") }]);
  });

  it("keeps the password of a feed that was not read, and shows it nowhere", async () => {
    host.pages.set("/private", () => "hang");
    const address = `${host.url.replace("//", "//me:secret@")}/private`;
    const answer = await importOpml(app, { opml: list(address) }, { totalMs: 200, lineMs: 200 });
    expect(answer.lines).toMatchObject([{ status: "queued", url: `${host.url}/private` }]);
    const stored = await app.db.feed.findMany();
    for (const shown of [answer, stored]) expect(JSON.stringify(shown)).not.toContain("secret");

    let seen: string | undefined;
    host.pages.set("/private", ({ headers }) => {
      seen = headers.authorization;
      return { body: aFeed({ title: "Opened" }) };
    });
    await app.work();
    expect(await titles()).toEqual(["Opened"]);
    expect(seen).toBe(`Basic ${Buffer.from("me:secret").toString("base64")}`);
  });

  it("looks Apple Podcasts addresses up, each podcast once", async () => {
    itunes.listed = [{ id: 7, title: "Seven", feedUrl: serve("/seven", { title: "Seven" }) }];
    const apple = ["https://podcasts.apple.com/us/podcast/x/id7", "podcasts.apple.com/de/podcast/id7"];
    expect(statuses(await app.api.opml.import({ opml: list(...apple) }))).toEqual(["added", "duplicate"]);
    expect(statuses(await app.api.opml.preview({ opml: list(...apple) }))).toEqual(["subscribed", "duplicate"]);
  });
});

describe("an export", () => {
  it("goes out and in as the same set", async () => {
    const opml = list(
      serve("/a?x=1&amp;y=2".replace("&amp;", "&")).replaceAll("&", "&amp;"),
      serve("/b", { title: 'Q & "A"' }),
    );
    await app.api.opml.import({ opml });
    const [first] = (await app.api.feeds.list()).feeds;
    await app.api.feeds.update({ id: first?.id ?? 0, custom_title: "Mine <3" });
    const before = (await app.api.feeds.list()).feeds.map(({ url }) => url);
    const { fileName, body } = await exportOpml(app);
    expect(fileName).toMatch(/^podcasts-\d{4}-\d\d-\d\d\.opml$/);
    expect((await app.api.opml.preview({ opml: body })).counts).toMatchObject({ subscribed: 2, new: 0 });

    await app.db.feed.deleteMany();
    const { lines } = await app.api.opml.preview({ opml: body });
    expect(lines.map(({ title }) => title).sort()).toEqual(["Mine <3", 'Q & "A"']);
    expect(statuses(await app.api.opml.import({ opml: body }))).toEqual(["added", "added"]);
    expect((await app.api.feeds.list()).feeds.map(({ url }) => url).sort()).toEqual(before.sort());
  });

  it("of a private feed is known when it comes back without its token, and a public one at its address too", async () => {
    const personal = await app.api.feeds.add({ url: serve("/rss?token=one", { title: "Patrons" }) });
    const { body } = await exportOpml(app);
    expect(body).not.toContain("token");
    const known = (id: number) => [{ status: "subscribed", feed_id: id }];
    expect((await app.api.opml.preview({ opml: body })).lines).toMatchObject(known(personal.id));
    expect((await app.api.opml.import({ opml: body })).lines).toMatchObject(known(personal.id));
    const another = list(`${host.url}/rss?token=two`);
    expect(statuses(await app.api.opml.preview({ opml: another }))).toEqual(["new"]);

    const open = await app.api.feeds.add({ url: serve("/rss", { title: "All" }) });
    expect((await app.api.opml.preview({ opml: list(`${host.url}/rss`) })).lines).toMatchObject(known(open.id));
  });

  it("leaves out what is deleted, and every password", async () => {
    const { id } = await app.api.feeds.add({ url: serve("/gone") });
    await app.api.feeds.remove({ id });
    await app.db.feed.create({ data: { url: "https://me:secret@example.org/f", urlKey: "x", title: "Private" } });
    const { body } = await exportOpml(app);
    expect(body).toContain('xmlUrl="https://example.org/f"');
    expect(body).not.toMatch(/secret|gone/);
  });
});
