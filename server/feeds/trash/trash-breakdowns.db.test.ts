import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { failingFiles } from "@/tests/fakes/failing-files";
import { aLibrary, app, EPISODES, expectGone, filesOf, pictureOf, rowOf, setUpTrashTests } from "@/tests/trash-tests";
import { tidyTrash } from "./tidy-trash";
import { deleteFeed, purgeFeed, restoreFeed } from "./trash";

setUpTrashTests();

/** Each change of the storage as the place where it breaks. */
const places = (count: number) =>
  Array.from({ length: count }, (_, index) => [
    { at: index + 1, when: "before" as const },
    { at: index + 1, when: "after" as const },
  ]).flat();

describe("a breakdown", () => {
  it.each(places(2))("while deleting, $when change $at: it is deleted, and the rest follows", async (fail) => {
    const library = await aLibrary();
    const before = await pictureOf(library);
    await deleteFeed({ ...app, files: failingFiles(app.files, fail) }, { id: library.id });
    expect(await rowOf(library.id)).toMatchObject({ trashStep: "moving" });
    const { live, trash } = await filesOf(library.id);
    expect(live + trash).toBe(2 * EPISODES);

    await tidyTrash(app);
    expect(await filesOf(library.id)).toEqual({ live: 0, trash: 2 * EPISODES });
    await app.api.feeds.restore({ id: library.id });
    expect(await pictureOf(library)).toEqual(before);
  });

  it.each(places(3))("while restoring, $when change $at: nothing is lost, and it comes back", async (fail) => {
    const library = await aLibrary();
    const before = await pictureOf(library);
    await app.api.feeds.remove({ id: library.id });
    const broken = { ...app, files: failingFiles(app.files, fail) };
    await expect(restoreFeed(broken, { id: library.id })).rejects.toThrow("the storage broke");
    const { live, trash } = await filesOf(library.id);
    expect(live + trash).toBe(2 * EPISODES);
    await expect(app.api.feeds.get({ id: library.id })).rejects.toMatchObject({ code: "NOT_FOUND" });

    if (fail.when === "before") await tidyTrash(app);
    else await app.api.feeds.restore({ id: library.id });
    expect(await pictureOf(library)).toEqual(before);
    expect(await app.files.list("trash")).toEqual([]);
  });

  it.each(places(3))(
    "while purging, $when change $at: it cannot be restored, and goes with all it had",
    async (fail) => {
      const [gone, kept] = [await aLibrary(), await aLibrary()];
      const before = await pictureOf(kept);
      await app.api.feeds.remove({ id: gone.id });
      await purgeFeed({ ...app, files: failingFiles(app.files, fail) }, { id: gone.id });
      await expect(app.api.feeds.restore({ id: gone.id })).rejects.toThrow("being deleted for ever");
      expect((await app.api.trash.list()).feeds).toMatchObject([{ id: gone.id, is_restorable: false }]);

      await tidyTrash(app);
      await expectGone(gone.id);
      expect(await pictureOf(kept)).toEqual(before);
    },
  );

  it("of the process, in the middle: it is finished when the lease has run out, not before", async () => {
    const { id } = await aLibrary();
    await app.api.feeds.remove({ id });
    const until = new Date(app.clock.now().getTime() + 30_000);
    await app.db.feed.update({
      where: { id },
      data: { trashStep: "restoring", filesLease: randomUUID(), filesLeaseUntil: until },
    });
    await tidyTrash(app);
    expect(await rowOf(id)).toMatchObject({ trashStep: "restoring" });
    app.advance(30_001);
    await tidyTrash(app);
    expect(await rowOf(id)).toMatchObject({ trashStep: null, deletedAt: null });
  });
});
