import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claimJob, settleJob } from "@/server/jobs/jobs.service";
import { aFeed, aTranscript } from "@/tests/a-feed";
import { type FeedHost, startFeedHost } from "@/tests/fakes/feed-host";
import { openTestApp, type TestApp } from "@/tests/test-app";
import { syncVault } from "./sync-vault";
import { createVaultWatch } from "./vault.service";

let host: FeedHost;
let app: TestApp;
let root: string;
let show: number;

beforeAll(async () => {
  host = await startFeedHost();
  app = await openTestApp({ allow: [host.allow] });
  root = app.env.VAULT_PATH;
});
afterAll(async () => {
  await app.close();
  await host.close();
});

beforeEach(async () => {
  await app.db.feed.deleteMany();
  await rm(root, { recursive: true, force: true });
  show = await subscribe("Show", ["First", "Second"]);
  await subscribe("日本", ["話"]);
});

async function subscribe(title: string, episodes: string[]): Promise<number> {
  const items = episodes.map((episode, index) => {
    const page = `/${title}-${episode}`.replace(/[^\x20-\x7e]/g, encodeURIComponent);
    host.pages.set(page, { body: aTranscript([`Ann: This is ${episode}.`]) });
    const published = new Date(Date.UTC(2026, 0, index + 1)).toUTCString();
    return {
      guid: `${title}${episode}`,
      title: episode,
      enclosure: `https://e.example/${index}.mp3`,
      published,
      transcripts: [{ url: host.url + page }],
    };
  });
  const address = `/feed-${encodeURIComponent(title)}`;
  host.pages.set(address, { body: aFeed({ title, items }) });
  const { id } = await app.api.feeds.add({ url: host.url + address });
  await app.work();
  return id;
}

const run = { signal: new AbortController().signal, progress: async () => {} };
const sync = async () => {
  const outcome = await syncVault(app, {}, run);
  return outcome.kind === "done" ? outcome.note : outcome;
};
async function tree(folder = root): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    files.map(async (file) => [path.relative(folder, file), await readFile(file, "utf8")] as const),
  );
  return Object.fromEntries(contents.sort(([a], [b]) => a.localeCompare(b)));
}
const names = async () =>
  Object.keys(await tree())
    .filter((name) => !name.startsWith("."))
    .sort();
const all = [
  "Podcasts.md",
  "Show.md",
  "Show/2026-01-01_First.md",
  "Show/2026-01-02_Second.md",
  "日本.md",
  "日本/2026-01-01_話.md",
].sort();

describe("the vault", () => {
  it("holds a file for each episode, a page for each podcast, and a table of contents", async () => {
    expect(await sync()).toBe("6 written, 0 removed");
    const files = await tree();
    expect(await names()).toEqual(all);
    expect(files["Podcasts.md"]).toBe("# Podcasts\n\n- [Show](<Show.md>) (2)\n- [日本](<日本.md>) (1)\n");
    expect(files["Show.md"]).toContain(
      "- 2026-01-02 [Second](<Show/2026-01-02_Second.md>)\n- 2026-01-01 [First](<Show/2026-01-01_First.md>)\n",
    );
    expect(files["Show/2026-01-01_First.md"]).toContain(
      "# First\n\n[Show](<../Show.md>)\n\n**[00:00]** **Ann:** This is First.\n",
    );
  });

  it("is the same when it is written again, and when it is made anew", async () => {
    await sync();
    const before = await tree();
    const times = async () =>
      Promise.all((await names()).map(async (name) => (await stat(path.join(root, name))).mtimeMs));
    const written = await times();
    expect(await sync()).toBe("0 written, 0 removed");
    expect(await times()).toEqual(written);
    expect(await tree()).toEqual(before);
    await rm(root, { recursive: true });
    await sync();
    expect(await tree()).toEqual(before);
  });

  it("follows what changes, and nothing else is touched", async () => {
    await sync();
    const [second] = (await app.api.episodes.listForFeed({ id: show, q: "Second" })).episodes;
    await app.api.episodes.nameSpeaker({ id: second?.id ?? 0, label: "Ann", name: "Anna" });
    expect(await sync()).toBe("1 written, 0 removed");
    expect((await tree())["Show/2026-01-02_Second.md"]).toContain("**Anna:** This is Second.");
    await app.api.feeds.update({ id: show, custom_title: "Mine" });
    expect(await sync()).toBe("4 written, 3 removed");
    expect(await names()).toEqual(all.map((name) => name.replace(/^Show/, "Mine")).sort());
    await app.api.feeds.remove({ id: show });
    expect(await sync()).toBe("1 written, 3 removed");
    expect(await names()).toEqual(["Podcasts.md", "日本.md", "日本/2026-01-01_話.md"].sort());
  });

  it("is not written again for a host that gives other tokens with each request", async () => {
    await sync();
    await app.db.$executeRaw`UPDATE episode SET enclosure_url = enclosure_url || '?token=' || id`;
    expect(await sync()).toBe("0 written, 0 removed");
  });

  it("brings back a file that somebody has deleted", async () => {
    await sync();
    await rm(path.join(root, "Show/2026-01-01_First.md"));
    expect(await sync()).toBe("1 written, 0 removed");
    expect(await names()).toEqual(all);
  });
});

describe("podcasts that swap their names", () => {
  const swap = async (other: number) => {
    await app.api.feeds.update({ id: show, custom_title: "Other" });
    await app.api.feeds.update({ id: other, custom_title: "Show" });
  };

  it("swap their files, and none of them counts as edited", async () => {
    const other = await subscribe("Other", ["First"]);
    await sync();
    await swap(other);
    await sync();
    const files = await tree();
    expect((await names()).filter((name) => name.includes("edited"))).toEqual([]);
    expect(files["Other.md"]).toContain(`feed: ${show}\n`);
    expect(files["Show.md"]).toContain(`feed: ${other}\n`);
    expect(await sync()).toBe("0 written, 0 removed");
    await rm(root, { recursive: true });
    await sync();
    expect(await tree()).toEqual(files);
  });

  it("leave what somebody has edited", async () => {
    const other = await subscribe("Other", ["First"]);
    await sync();
    await writeFile(path.join(root, "Other.md"), "my notes");
    await swap(other);
    await sync();
    expect((await tree())["Other (edited).md"]).toBe("my notes");
  });
});

describe("files that are not as we left them", () => {
  const file = "Show/2026-01-01_First.md";

  it("stay as they are while nothing changes, and are set aside before ours takes their place", async () => {
    await sync();
    await writeFile(path.join(root, file), "my notes");
    expect(await sync()).toBe("0 written, 0 removed");
    expect((await tree())[file]).toBe("my notes");
    const [first] = (await app.api.episodes.listForFeed({ id: show, q: "First" })).episodes;
    await app.api.episodes.nameSpeaker({ id: first?.id ?? 0, label: "Ann", name: "Anna" });
    expect(await sync()).toBe("1 written, 0 removed, 1 edited files set aside");
    const files = await tree();
    expect(files[file]).toContain("Anna");
    expect(files["Show/2026-01-01_First (edited).md"]).toBe("my notes");
  });

  it("stay when their episode goes or moves away", async () => {
    await sync();
    await writeFile(path.join(root, file), "my notes");
    await app.api.feeds.update({ id: show, custom_title: "Mine" });
    await sync();
    const files = await tree();
    expect(files[file]).toBe("my notes");
    expect(files["Mine/2026-01-01_First.md"]).toContain("This is First");
  });

  it("are left alone when they were never ours, also the first time", async () => {
    const theirs = { "Podcasts/old.md": "1", "Show.md": "2", "notes.txt": "3", ".obsidian/app.json": "4" };
    for (const [name, content] of Object.entries(theirs)) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), content);
    }
    await sync();
    expect(await tree()).toMatchObject(theirs);
    expect(await names()).toContain("Show (2)/2026-01-01_First.md");
    expect(await sync()).toBe("0 written, 0 removed");
  });

  it("are set aside also when they come while the vault is written", async () => {
    const come = async () => {
      await writeFile(path.join(root, "Show/2026-01-02_Second.md"), "my notes");
      await writeFile(path.join(root, "Show/2026-01-02_Second (edited).md"), "other notes");
    };
    let step = 0;
    await syncVault(app, {}, { ...run, progress: async () => void (step++ === 0 && (await come())) });
    const files = await tree();
    expect(files["Show/2026-01-02_Second.md"]).toContain("This is Second");
    expect(files["Show/2026-01-02_Second (edited).md"]).toBe("other notes");
    expect(files["Show/2026-01-02_Second (edited 2).md"]).toBe("my notes");
  });

  it("are told apart also when the manifest is lost or damaged", async () => {
    await sync();
    const before = await tree();
    for (const text of ["", "{}", "not json"]) {
      await writeFile(path.join(root, ".cast2md/vault.json"), text);
      expect(await sync()).toBe("0 written, 0 removed");
      expect(await tree()).toEqual(before);
    }
  });
});

it("ends up the same wherever it was broken off", async () => {
  await sync();
  await app.api.feeds.update({ id: show, custom_title: "Mine" });
  const outdated = await tree();
  await sync();
  const wanted = await tree();
  for (let step = 0; step <= 6; step++) {
    await rm(root, { recursive: true });
    for (const [name, content] of Object.entries(outdated)) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), content);
    }
    let left = step;
    const breaking = { ...run, progress: async () => void (left-- === 0 && expect.fail("the worker died")) };
    await syncVault(app, {}, breaking).catch(() => {});
    await sync();
    expect(await tree()).toEqual(wanted);
  }
});

describe("the watch", () => {
  const rename = (title: string) => app.api.feeds.update({ id: show, custom_title: title });
  let watch: ReturnType<typeof createVaultWatch>;
  beforeEach(async () => {
    await app.db.job.deleteMany();
    await app.api.settings.put({ settings: { vault_enabled: true } });
    watch = createVaultWatch();
  });
  afterEach(() => app.api.settings.reset({ key: "vault_enabled" }));

  it("writes the vault when it is wanted and something has changed", async () => {
    await app.api.settings.reset({ key: "vault_enabled" });
    await watch(app);
    expect(await app.work("exportVault")).toBe(0);
    await app.api.settings.put({ settings: { vault_enabled: true } });
    await watch(app);
    expect(await app.work("exportVault")).toBe(1);
    expect(await app.api.vault.get()).toMatchObject({
      is_enabled: true,
      path: root,
      episodes: 3,
      podcasts: 2,
      job: { state: "completed", note: "6 written, 0 removed" },
    });
    await watch(app);
    expect(await app.work("exportVault")).toBe(0);
    await rename("Mine");
    await watch(app);
    expect(await app.work("exportVault")).toBe(1);
  });

  it("leaves it to others to ask while the vault is off", async () => {
    await app.api.settings.reset({ key: "vault_enabled" });
    expect(await app.api.vault.sync()).toMatchObject({ message: "The vault is being written" });
    expect(await app.api.vault.sync()).toMatchObject({ job_id: null });
  });

  it("does not miss what changes while the vault is written", async () => {
    await watch(app);
    const running = await claimJob(app, "exportVault", "me");
    if (!running) throw new Error("nothing to claim");
    const outcome = await syncVault(app, {}, run);
    await rename("Mine");
    await watch(app);
    await watch(app);
    await settleJob(app, running, outcome);

    expect(await app.work("exportVault")).toBe(1);
    expect(await names()).toContain("Mine.md");
    await watch(app);
    expect(await app.work("exportVault")).toBe(0);
  });

  it("writes it again after a run that failed, not at once and whatever has changed", async () => {
    await sync();
    await watch(app);
    await app.work("exportVault");
    await rename("Mine");
    await watch(app);
    const failing = await claimJob(app, "exportVault", "me");
    if (!failing) throw new Error("nothing to claim");
    await settleJob(app, failing, { kind: "failed", because: "the disk is full" });

    await watch(app);
    expect(await app.work("exportVault")).toBe(0);
    app.advance(15 * 60 * 1000);
    await watch(app);
    expect(await app.work("exportVault")).toBe(1);
    expect(await names()).toContain("Mine.md");
  });

  it("writes it again, not at once, after a run that could not read an original for a moment", async () => {
    const [first] = await app.db.transcript.findMany({ where: { episode: { title: "First" } } });
    const key = first?.originalKey ?? "";
    const original = await app.files.get(key);
    await app.files.remove(key);
    await watch(app);
    await app.work("exportVault");
    expect((await app.api.vault.get()).job?.note).toBe("5 written, 0 removed, 1 without their original");

    await watch(app);
    expect(await app.work("exportVault")).toBe(0);
    await app.api.feeds.update({ id: show, custom_title: "Show!" });
    await watch(app);
    expect(await app.work("exportVault")).toBe(1);
    await rename("Show");
    await watch(app);
    await app.work("exportVault");

    await app.files.put(key, original);
    await watch(app);
    expect(await app.work("exportVault")).toBe(0);
    app.advance(15 * 60 * 1000);
    await watch(app);
    expect(await app.work("exportVault")).toBe(1);
    expect(await names()).toEqual(all);
    app.advance(15 * 60 * 1000);
    await watch(app);
    expect(await app.work("exportVault")).toBe(0);
  });

  it("writes it again when a run broke off and the library is as it was before", async () => {
    await watch(app);
    await app.work("exportVault");
    await rename("Mine");
    let left = 2;
    const breaking = { ...run, progress: async () => void (left-- === 0 && expect.fail("the worker died")) };
    await expect(syncVault(app, {}, breaking)).rejects.toThrow();
    await rename("Show");
    app.advance(15 * 60 * 1000);
    await watch(app);
    expect(await app.work("exportVault")).toBe(1);
    expect(await names()).toEqual(all);
  });
});
