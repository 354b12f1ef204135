import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { invalid, notFound } from "./errors";
import { PARTS, removeOldParts } from "./file-parts";
import { folderUse, moveTree } from "./file-trees";
import type { FileStore } from "./files";

/** Files below `root` on a disk. */
export function createDiskFiles(root: string): FileStore {
  const locate = (key: string) => {
    const file = path.resolve(/* turbopackIgnore: true */ root, key);
    if (!file.startsWith(path.resolve(root) + path.sep)) throw invalid(`not a file key: ${key}`);
    return file;
  };
  const gone = (key: string, cause: unknown) =>
    isMissing(cause) ? notFound(`the file ${key} is missing from the storage folder`, { cause }) : cause;

  const files: FileStore = {
    put: (key, bytes) =>
      files.write(areaOf(key), async (append) => {
        await append(bytes);
        return key;
      }),
    async write(area, fill) {
      // In one place for each area: on the disk of the area, easily swept, and never moved along with a folder.
      const part = path.join(locate(area), PARTS, randomUUID());
      await mkdir(path.dirname(part), { recursive: true });
      try {
        const file = locate(await writeDurably(part, fill));
        await mkdir(path.dirname(file), { recursive: true });
        await rename(part, file);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    async get(key) {
      try {
        return await readFile(locate(key));
      } catch (error) {
        throw gone(key, error);
      }
    },
    async read(key, range) {
      try {
        // Opened here, so that a missing file is an error now and not one of the stream.
        const handle = await open(locate(key), "r");
        return handle.createReadStream(range ? { start: range.start, end: range.end } : {});
      } catch (error) {
        throw gone(key, error);
      }
    },
    async size(key) {
      try {
        const found = await stat(locate(key));
        return found.isFile() ? found.size : null;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    remove: (key) => rm(locate(key), { force: true }),
    async list(folder) {
      try {
        return (await readdir(locate(folder))).filter((name) => name !== PARTS);
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    moveFolder: (from, to) => moveTree(locate(from), locate(to)),
    removeFolder: (folder) => rm(locate(folder), { recursive: true, force: true }),
    use: (folder) => folderUse(locate(folder)),
    async free() {
      try {
        const disk = await statfs(/* turbopackIgnore: true */ root);
        return disk.bavail * disk.bsize;
      } catch {
        return null; // the folder is made with the first file
      }
    },
    removeAbandoned: (before) => removeOldParts(root, before),
  };
  return files;
}

const areaOf = (key: string) => key.split("/", 1)[0] ?? key;

async function writeDurably<T>(file: string, fill: (append: (bytes: Uint8Array) => Promise<void>) => Promise<T>) {
  const handle = await open(file, "wx");
  try {
    const answer = await fill((bytes) => writeAll(handle, bytes));
    await handle.sync();
    return answer;
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.byteLength; ) {
    written += (await handle.write(bytes, written)).bytesWritten;
  }
}

const isMissing = (error: unknown) =>
  error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
