import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";

/** The folder within each area in which files lie while they are written. */
export const PARTS = ".parts";

/** Removes the parts below `root` that were last written to before a time. Answers how many. */
export async function removeOldParts(root: string, before: Date): Promise<number> {
  let removed = 0;
  for (const area of await namesIn(root)) {
    for (const name of await namesIn(path.join(root, area, PARTS))) {
      const part = path.join(root, area, PARTS, name);
      const found = await stat(part).catch(() => null); // its writer may have finished meanwhile
      if (!found || found.mtime >= before) continue;
      await rm(part, { force: true });
      removed++;
    }
  }
  return removed;
}

/** What is no folder has no names in it. */
const namesIn = (folder: string) => readdir(/* turbopackIgnore: true */ folder).catch((): string[] => []);
