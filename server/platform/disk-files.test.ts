import { access, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDiskFiles } from "./disk-files";
import type { FileStore } from "./files";

let root: string;
let files: FileStore;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "cast2md-files-"));
  files = createDiskFiles(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const bytes = (text: string) => Buffer.from(text);
const textOf = async (key: string) => String(await files.get(key));
async function streamed(key: string, range?: { start: number; end: number }) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await files.read(key, range)) chunks.push(chunk);
  return String(Buffer.concat(chunks));
}
const partsOf = (area: string) => readdir(path.join(root, area, ".parts"));

describe("a file", () => {
  it("is written, read whole and in part, measured and removed", async () => {
    await files.put("audio/1/2.mp3", bytes("0123456789"));
    expect(await textOf("audio/1/2.mp3")).toBe("0123456789");
    expect(await streamed("audio/1/2.mp3")).toBe("0123456789");
    expect(await streamed("audio/1/2.mp3", { start: 3, end: 5 })).toBe("345");
    expect(await streamed("audio/1/2.mp3", { start: 9, end: 9 })).toBe("9");
    expect(await files.size("audio/1/2.mp3")).toBe(10);
    await files.remove("audio/1/2.mp3");
    expect(await files.size("audio/1/2.mp3")).toBeNull();
    await files.remove("audio/1/2.mp3");
  });

  it("that is written piece by piece appears at its end, under the name that it got by then", async () => {
    await files.write("audio", async (append) => {
      await append(bytes("one "));
      await append(bytes("two"));
      expect(await files.list("audio")).toEqual([]);
      return "audio/1/2.ogg";
    });
    expect(await textOf("audio/1/2.ogg")).toBe("one two");
    expect(await partsOf("audio")).toEqual([]);
  });

  it("that breaks off does not appear, spares the one before it, and leaves nothing", async () => {
    await files.put("audio/1/2.mp3", bytes("before"));
    const broken = files.write("audio", async (append) => {
      await append(bytes("half"));
      throw new Error("broken");
    });
    await expect(broken).rejects.toThrow("broken");
    expect(await textOf("audio/1/2.mp3")).toBe("before");
    expect(await partsOf("audio")).toEqual([]);
  });

  it("that is missing is said to be", async () => {
    await expect(files.get("audio/9")).rejects.toMatchObject({ kind: "not_found" });
    await expect(files.read("audio/9")).rejects.toMatchObject({ kind: "not_found" });
    expect(await files.size("audio")).toBeNull();
  });

  it.each(["../outside", "/etc/passwd", "audio/../../outside", ""])(
    "never lies outside the storage: %j",
    async (key) => {
      await expect(files.put(key, bytes("x"))).rejects.toMatchObject({ kind: "invalid" });
      await expect(access(path.join(root, "../outside"))).rejects.toThrow();
    },
  );
});

describe("a folder", () => {
  const keys = ["1/a.vtt", "1/b.vtt", "2/c.vtt"];
  const fill = async (folder: string) => {
    for (const key of keys) await files.put(`${folder}/${key}`, bytes(key));
  };
  const all = async (folder: string) => Promise.all(keys.map((key) => textOf(`${folder}/${key}`)));

  it("is moved whole, and twice is once", async () => {
    await fill("transcripts/7");
    await files.moveFolder("transcripts/7", "trash/x/transcripts");
    await files.moveFolder("transcripts/7", "trash/x/transcripts");
    expect(await all("trash/x/transcripts")).toEqual(keys);
    expect(await files.list("transcripts")).toEqual([]);
  });

  it("is moved into what is there already, after a move that broke off anywhere", async () => {
    for (let moved = 0; moved <= keys.length; moved++) {
      await fill("transcripts/7");
      for (const key of keys.slice(0, moved)) {
        await files.put(`trash/x/${key}`, bytes(key));
        await files.remove(`transcripts/7/${key}`);
      }
      await files.put("trash/x/1/other.vtt", bytes("other"));
      await files.moveFolder("transcripts/7", "trash/x");
      expect(await all("trash/x")).toEqual(keys);
      expect(await textOf("trash/x/1/other.vtt")).toBe("other");
      expect(await files.use("transcripts/7")).toEqual({ files: 0, bytes: 0 });
      await files.removeFolder("trash/x");
    }
  });

  it("can be listed, measured and removed, also when it is not there", async () => {
    await fill("transcripts/7");
    expect((await files.list("transcripts/7")).sort()).toEqual(["1", "2"]);
    expect(await files.use("transcripts")).toEqual({ files: 3, bytes: 21 });
    await files.removeFolder("transcripts/7");
    await files.removeFolder("transcripts/7");
    expect(await files.use("transcripts")).toEqual({ files: 0, bytes: 0 });
    expect(await files.list("nowhere")).toEqual([]);
  });
});

it("sweeps the halves of writers that died, and spares those that live", async () => {
  const parts = path.join(root, "audio/.parts");
  await mkdir(parts, { recursive: true });
  await writeFile(path.join(parts, "dead"), "half");
  await utimes(path.join(parts, "dead"), 1000, 1000);
  await files.put("audio/1/2.mp3", bytes("whole"));
  await files.write("audio", async (append) => {
    await append(bytes("alive"));
    expect(await files.removeAbandoned(new Date(2000 * 1000))).toBe(1);
    return "audio/1/3.mp3";
  });
  expect((await files.list("audio/1")).sort()).toEqual(["2.mp3", "3.mp3"]);
});

it("knows how much room there is", async () => {
  expect(await files.free()).toBeGreaterThan(0);
  expect(await createDiskFiles(path.join(root, "not there")).free()).toBeNull();
});
