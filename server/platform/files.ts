import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { invalid, notFound } from "./errors";

/** Where originals, audio and exports lie, by key such as `transcripts/1/2/3.vtt`. Keys carry ids, never titles. */
export type FileStore = {
  /** Writes the file whole or not at all; an existing one is replaced. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** @throws AppError `not_found` when there is none. */
  get(key: string): Promise<Uint8Array>;
  remove(key: string): Promise<void>;
};

/** Files below `root` on a disk. */
export function createDiskFiles(root: string): FileStore {
  const locate = (key: string) => {
    const file = path.resolve(/* turbopackIgnore: true */ root, key);
    if (!file.startsWith(path.resolve(root) + path.sep)) throw invalid(`not a file key: ${key}`);
    return file;
  };
  return {
    async put(key, bytes) {
      const file = locate(key);
      const part = `${file}.${randomUUID()}.part`;
      await mkdir(path.dirname(file), { recursive: true });
      try {
        await writeDurably(part, bytes);
        await rename(part, file);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    async get(key) {
      try {
        return await readFile(locate(key));
      } catch (cause) {
        if (isMissing(cause)) throw notFound(`the file ${key} is missing from the storage folder`, { cause });
        throw cause;
      }
    },
    async remove(key) {
      await rm(locate(key), { force: true });
    },
  };
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "wx");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";
