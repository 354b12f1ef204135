import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A hash over the content of files and folders. Tests do not count: they change nothing that is built. */
export function hashOf(root, entries) {
  const hash = createHash("sha256");
  for (const file of entries.flatMap((entry) => filesBelow(path.join(root, entry)))) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function filesBelow(entry) {
  if (!existsSync(entry)) return [];
  if (statSync(entry).isFile()) return [entry];
  return readdirSync(entry, { withFileTypes: true })
    .filter(({ name }) => name !== "generated" && name !== "swagger" && !/\.test\.tsx?$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name }) => filesBelow(path.join(entry, name)));
}

/** Does the work unless the stamp says that it was done for this very hash. Answers whether it did. */
export async function unlessStamped(stampFile, hash, work) {
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash) return false;
  await work();
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, hash);
  return true;
}
