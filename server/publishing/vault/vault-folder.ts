import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** The folder that people open: files by readable path, always with `/`. */
export type VaultFolder = {
  list(): Promise<string[]>;
  /** Null when there is none. */
  read(file: string): Promise<string | null>;
  /** Whole or not at all. */
  write(file: string, content: string): Promise<void>;
  move(from: string, to: string): Promise<void>;
  /** Also the folders that are empty then. */
  remove(file: string): Promise<void>;
};

export function openVaultFolder(root: string): VaultFolder {
  const locate = (file: string) => path.join(/* turbopackIgnore: true */ root, ...file.split("/"));
  return {
    async list() {
      const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(emptyWhereMissing);
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
    },
    async read(file) {
      return readFile(locate(file), "utf8").catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      });
    },
    async write(file, content) {
      const part = locate(`${path.posix.dirname(file)}/.${randomUUID()}.part`);
      await mkdir(path.dirname(part), { recursive: true });
      await writeFile(part, content);
      await rename(part, locate(file));
    },
    async move(from, to) {
      await mkdir(path.dirname(locate(to)), { recursive: true });
      await rename(locate(from), locate(to));
      await removeEmptyFolders(root, path.dirname(locate(from)));
    },
    async remove(file) {
      await rm(locate(file), { force: true });
      await removeEmptyFolders(root, path.dirname(locate(file)));
    },
  };
}

export const sha256Of = (content: string) => createHash("sha256").update(content).digest("base64url");

async function removeEmptyFolders(root: string, folder: string): Promise<void> {
  for (let at = folder; at.startsWith(root + path.sep); at = path.dirname(at)) {
    const isRemoved = await rmdir(at).then(
      () => true,
      () => false, // something is in it
    );
    if (!isRemoved) return;
  }
}

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

function emptyWhereMissing(error: unknown): [] {
  if (isMissing(error)) return [];
  throw error;
}
