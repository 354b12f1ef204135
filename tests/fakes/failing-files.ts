import type { FileStore } from "@/server/platform/files";

const CHANGING = ["put", "write", "remove", "moveFolder", "removeFolder"] as const;
type Changing = (typeof CHANGING)[number];

/** A storage that breaks at its `at`-th change (from 1): before it is made, or after it is made and before anybody hears of it. */
export function failingFiles(files: FileStore, fail: { at: number; when: "before" | "after" }): FileStore {
  let count = 0;
  const breakdown = () => new Error("the storage broke");
  const wrapped = (method: Changing) => {
    return async (...args: unknown[]) => {
      count++;
      if (count === fail.at && fail.when === "before") throw breakdown();
      await (files[method] as (...args: unknown[]) => Promise<void>)(...args);
      if (count === fail.at) throw breakdown();
    };
  };
  return { ...files, ...Object.fromEntries(CHANGING.map((method) => [method, wrapped(method)])) };
}
