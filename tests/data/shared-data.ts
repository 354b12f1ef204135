import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.SHARED_DATA;

/** Whether the real-world data is there. It is too large, and not ours, to lie in the repository. */
export const hasSharedData = folder !== undefined && existsSync(folder);

/** For the name of a suite: says why it is skipped, where it is. */
export const needsSharedData = hasSharedData ? "" : " (skipped: SHARED_DATA names no folder)";

export function sharedPath(...path: string[]): string {
  return join(folder ?? "", ...path);
}

export function readShared(...path: string[]): Buffer {
  return readFileSync(sharedPath(...path));
}
