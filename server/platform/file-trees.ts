import type { Dirent } from "node:fs";
import { copyFile, mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import path from "node:path";
import type { FolderUse } from "./files";

/**
 * Moves a folder with all that is in it, into what lies at `to` already; a file that is in both places is replaced. On one
 * file system that is one step where `to` does not exist; else file by file, each of them whole in one place at any time.
 */
export async function moveTree(from: string, to: string): Promise<void> {
  if (!(await exists(from))) return;
  await mkdir(path.dirname(to), { recursive: true });
  if (!(await exists(to)) && (await renamed(from, to))) return;
  await merge(from, to);
}

async function merge(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await entriesOf(from)) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await moveTree(source, target);
    else if (!(await renamed(source, target))) await copyAcross(source, target);
  }
  await rmdir(from);
}

/** False when the two places are on different file systems. */
async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EXDEV") return false;
    throw error;
  }
}

/** The copy is complete and on the disk before the original goes. */
async function copyAcross(from: string, to: string): Promise<void> {
  const copy = `${to}.copy`;
  await copyFile(from, copy);
  const handle = await open(copy, "r+");
  await handle.sync().finally(() => handle.close());
  await rename(copy, to);
  await rm(from);
}

/** How much lies in a folder and below. */
export async function folderUse(folder: string): Promise<FolderUse> {
  let [files, bytes] = [0, 0];
  for (const entry of await entriesOf(folder)) {
    const place = path.join(folder, entry.name);
    const use = entry.isDirectory() ? await folderUse(place) : { files: 1, bytes: (await stat(place)).size };
    files += use.files;
    bytes += use.bytes;
  }
  return { files, bytes };
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(/* turbopackIgnore: true */ folder, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

async function exists(place: string): Promise<boolean> {
  try {
    await stat(/* turbopackIgnore: true */ place);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : undefined);
