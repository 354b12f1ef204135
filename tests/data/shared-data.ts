import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.SHARED_DATA;

/** Whether the real-world data is there. It is too large, and not ours, to lie in the repository. */
export const hasSharedData = folder !== undefined && existsSync(folder);

if (!hasSharedData) process.stdout.write("Skipped: SHARED_DATA does not name the folder with the real data.\n");

export function sharedPath(...path: string[]): string {
  return join(folder ?? "", ...path);
}

export function readShared(...path: string[]): Buffer {
  return readFileSync(sharedPath(...path));
}
