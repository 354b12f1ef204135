import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { claimJob, renewLease } from "@/server/jobs/jobs.service";
import type { FileStore } from "@/server/platform/files";
import { fetchTranscript } from "@/server/transcripts/fetch-transcript";
import {
  aLibrary,
  app,
  EPISODES,
  expectGone,
  filesOf,
  host,
  pictureOf,
  rowOf,
  setUpTrashTests,
} from "@/tests/trash-tests";
import { holdFiles } from "../hold-files";
import { tidyTrash } from "./tidy-trash";
import { purgeOldTrash, restoreFeed } from "./trash";

const DAY_MS = 24 * 3600 * 1000;

setUpTrashTests();

describe("deleting and restoring", () => {
  it("moves the files to a readable folder, and everything comes back as it was", async () => {
    const library = await aLibrary();
    const before = await pictureOf(library);
    expect(before).toMatchObject({ found: EPISODES, transcripts: EPISODES, segments: EPISODES });

    await app.api.feeds.remove({ id: library.id });
    expect(await filesOf(library.id)).toEqual({ live: 0, trash: 2 * EPISODES });
    const [folder = ""] = await app.files.list("trash");
    expect(folder).toMatch(new RegExp(`^uber-ol_${library.id}_\\d{8}_\\d{6}$`));
    expect((await app.files.list(`trash/${folder}`)).sort()).toEqual(["audio", "transcripts"]);
    expect((await app.api.search.query({ q: library.word })).total).toBe(0);

    await app.api.feeds.restore({ id: library.id });
    expect(await pictureOf(library)).toEqual(before);
    expect(await app.files.list("trash")).toEqual([]);
    expect(await rowOf(library.id)).toMatchObject({ trashStep: null, trashFolder: null, filesLeaseUntil: null });
  });

  it("ends the work of the feed, and takes it up again when it is back", async () => {
    const { id } = await aLibrary();
    const [episode] = await app.db.episode.findMany({ where: { feedId: id } });
    await app.db.episode.updateMany({ where: { id: episode?.id ?? 0 }, data: { state: "new" } });
    await app.api.search.reindex({ id: episode?.id ?? 0 });
    await app.db.transcript.updateMany({ data: { indexedAt: null } });
    await app.api.feeds.refresh({ id });
    const held = await claimJob(app, "refreshFeed", "me");

    await app.api.feeds.remove({ id });
    expect(await app.db.job.count({ where: { state: { in: ["queued", "running"] } } })).toBe(0);
    expect(held && (await renewLease(app, held, 1000))).toBe(false);

    await app.api.feeds.restore({ id });
    const live = await app.db.job.findMany({ where: { state: "queued" }, select: { type: true } });
    expect(live.map((job) => job.type).sort()).toEqual(["fetchTranscript", ...Array(EPISODES).fill("indexTranscript")]);
  });

  it.each(["before", "after"] as const)("takes in a transcript that is stored %s the files are moved", async (when) => {
    const library = await aLibrary();
    const { id } = library;
    const [episode] = await app.db.episode.findMany({ where: { feedId: id } });
    const episodeId = episode?.id ?? 0;
    const before = await pictureOf(library);
    await app.db.transcript.deleteMany({ where: { episodeId } });
    await app.files.removeFolder(`transcripts/${id}/${episodeId}`);
    await app.db.episode.update({ where: { id: episodeId }, data: { state: "new", preferredTranscriptId: null } });

    const remove = () => app.api.feeds.remove({ id });
    const files: FileStore = {
      ...app.files,
      async put(key, bytes) {
        if (when === "after") await remove();
        await app.files.put(key, bytes);
        if (when === "before") await remove();
      },
    };
    await fetchTranscript({ ...app, files }, { episodeId }, { signal: new AbortController().signal });
    await app.work();
    await tidyTrash(app);
    expect(await filesOf(id)).toEqual({ live: 0, trash: 2 * EPISODES });

    await app.api.feeds.restore({ id });
    await app.work("indexTranscript");
    const { found, texts, files: use } = await pictureOf(library);
    expect({ found, files: use }).toEqual({ found: before.found, files: before.files });
    expect(texts.every((text) => text !== null)).toBe(true);
  });

  it("leaves nothing of a transcript that comes when its feed is gone for ever", async () => {
    const { id } = await aLibrary();
    const [episode] = await app.db.episode.findMany({ where: { feedId: id } });
    await app.db.episode.update({
      where: { id: episode?.id ?? 0 },
      data: { state: "new", preferredTranscriptId: null },
    });
    const files: FileStore = {
      ...app.files,
      async put(key, bytes) {
        await app.api.feeds.remove({ id });
        await app.api.trash.purge({ id });
        await app.files.put(key, bytes);
      },
    };
    const run = { signal: new AbortController().signal };
    await expect(fetchTranscript({ ...app, files }, { episodeId: episode?.id ?? 0 }, run)).rejects.toThrow();
    await tidyTrash(app);
    await expectGone(id);
  });

  it("puts into the search index what was to be put there when it was deleted", async () => {
    const { id } = await aLibrary();
    const [episode] = (await app.api.episodes.listForFeed({ id })).episodes;
    await app.api.search.reindex({ id: episode?.id ?? 0 });
    await app.api.feeds.remove({ id });
    await app.api.feeds.restore({ id });
    expect(await app.work("indexTranscript")).toBe(1);
  });

  it("does not restore over a live feed of the same address", async () => {
    const { id, word } = await aLibrary();
    await app.api.feeds.remove({ id });
    const again = await app.api.feeds.add({ url: `${host.url}/${word}` });
    await expect(app.api.feeds.restore({ id })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await rowOf(id)).toMatchObject({ trashStep: "kept" });
    await app.api.feeds.remove({ id: again.id });
    await app.api.feeds.restore({ id });
  });

  it("puts the files back when somebody subscribes to the address while they are on their way", async () => {
    const { id, word } = await aLibrary();
    await app.api.feeds.remove({ id });
    const files = {
      ...app.files,
      async list(folder: string) {
        await app.api.feeds.add({ url: `${host.url}/${word}` });
        return app.files.list(folder);
      },
    };
    await expect(restoreFeed({ ...app, files }, { id })).rejects.toMatchObject({ kind: "conflict" });
    expect(await filesOf(id)).toEqual({ live: 0, trash: 2 * EPISODES });
    expect(await rowOf(id)).toMatchObject({ trashStep: "kept" });
  });

  it("lets nobody else move the files meanwhile, and is not blocked by a process that died", async () => {
    const { id } = await aLibrary();
    await app.db.feed.update({
      where: { id },
      data: { filesLease: randomUUID(), filesLeaseUntil: new Date(app.clock.now().getTime() + 20_000) },
    });
    await expect(holdFiles(app, id, async () => {}, { waitMs: 0 })).rejects.toMatchObject({ kind: "conflict" });
    app.advance(20_001);
    await app.api.feeds.remove({ id });
    expect(await filesOf(id)).toEqual({ live: 0, trash: 2 * EPISODES });
  });
});

describe("the trash", () => {
  it("says what lies in it, how much that is, and until when", async () => {
    const { id } = await aLibrary();
    expect(await app.api.trash.list()).toMatchObject({ feeds: [], days: 30 });
    await app.api.feeds.remove({ id });
    const { feeds } = await app.api.trash.list();
    const sum = await app.db.transcript.aggregate({ _sum: { sizeBytes: true } });
    expect(feeds).toMatchObject([
      {
        id,
        title: "Über Öl",
        episodes: EPISODES,
        transcripts: EPISODES,
        bytes: 10 * EPISODES + (sum._sum.sizeBytes ?? 0),
        is_restorable: true,
        deleted_at: app.clock.now(),
        purge_at: new Date(app.clock.now().getTime() + 30 * DAY_MS),
      },
    ]);
  });

  it("keeps a podcast for its days and no longer", async () => {
    const { id } = await aLibrary();
    await app.api.feeds.remove({ id });
    app.advance(30 * DAY_MS);
    expect(await purgeOldTrash(app)).toBe(0);
    app.advance(1);
    expect(await purgeOldTrash(app)).toBe(1);
    await expectGone(id);
  });

  it("is emptied on demand, when that is confirmed, and spares what is live", async () => {
    const [first, second, live] = [await aLibrary(), await aLibrary(), await aLibrary()];
    await app.api.feeds.remove({ id: first.id });
    await app.api.feeds.remove({ id: second.id });
    await expect(app.api.trash.empty({ confirm: "yes" as "delete" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await app.api.trash.empty({ confirm: "delete" })).toEqual({
      message: "2 podcasts deleted for ever",
      purged: 2,
      left: 0,
    });
    await expectGone(first.id);
    expect((await pictureOf(live)).found).toBe(EPISODES);
    await expect(app.api.trash.purge({ id: live.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(app.api.trash.purge({ id: 2147483647 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  describe("with a podcast in it that somebody is moving", () => {
    const aTrash = async () => {
      const [first, held, last] = [await aLibrary(), await aLibrary(), await aLibrary()];
      for (const { id } of [first, held, last]) await app.api.feeds.remove({ id });
      return { first, held, last };
    };

    it("is emptied of all others, and says that one is left", async () => {
      const { first, held, last } = await aTrash();
      await holdFiles(app, held.id, async () => {
        expect(await app.api.trash.empty({ confirm: "delete" })).toEqual({
          message: "2 podcasts deleted for ever. 1 is being moved: try again in a moment",
          purged: 2,
          left: 1,
        });
      });
      expect(await app.api.trash.empty({ confirm: "delete" })).toMatchObject({ purged: 1, left: 0 });
      for (const { id } of [first, held, last]) await expectGone(id);
    });

    it("loses what is old all the same", async () => {
      const { first, held, last } = await aTrash();
      app.advance(31 * DAY_MS);
      await holdFiles(app, held.id, async () => {
        expect(await purgeOldTrash(app)).toBe(2);
      });
      expect(await purgeOldTrash(app)).toBe(1);
      for (const { id } of [first, held, last]) await expectGone(id);
    });
  });

  it("says that nothing could be deleted when all of it is being moved", async () => {
    const { id } = await aLibrary();
    await app.api.feeds.remove({ id });
    await holdFiles(app, id, async () => {
      expect(await app.api.trash.empty({ confirm: "delete" })).toEqual({
        message: "1 is being moved: try again in a moment",
        purged: 0,
        left: 1,
      });
    });
    await app.api.trash.empty({ confirm: "delete" });
    expect(await app.api.trash.empty({ confirm: "delete" })).toMatchObject({ message: "The trash was empty" });
  });

  it("takes in what was written late, and sweeps what was written after all was over", async () => {
    const { id } = await aLibrary();
    await app.api.feeds.remove({ id });
    await app.files.put(`transcripts/${id}/1/9.vtt`, Buffer.from("late"));
    await app.files.put("transcripts/2000000/1/9.vtt", Buffer.from("of nobody we know"));
    await tidyTrash(app);
    expect(await filesOf(id)).toEqual({ live: 0, trash: 2 * EPISODES + 1 });

    await app.api.trash.purge({ id });
    await app.files.put(`audio/${id}/1.mp3`, Buffer.from("later still"));
    await tidyTrash(app);
    expect(await filesOf(id)).toEqual({ live: 0, trash: 0 });
    expect((await app.files.use("transcripts/2000000")).files).toBe(1); // another library's, perhaps
  });
});
