import type { Readable } from "node:stream";

/** Bytes `start` to `end`, both included and counted from 0. */
export type ByteRange = { start: number; end: number };

export type FolderUse = { files: number; bytes: number };

/**
 * Where originals, audio and exports lie, by key such as `transcripts/1/2/3.vtt`. Keys carry ids, never titles. A folder is
 * what keys have in common before a slash, and exists as long as something lies in it: an object store can serve this too.
 */
export type FileStore = {
  /** Writes the file whole or not at all; an existing one is replaced. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /**
   * Writes a file piece by piece. It appears whole, under the key that `fill` answers, or not at all. `area` is the first part
   * of that key: which file it becomes may show only in its first bytes.
   */
  write(area: string, fill: (append: Append) => Promise<string>): Promise<void>;
  /** @throws AppError `not_found` when there is none. */
  get(key: string): Promise<Uint8Array>;
  /** The file as a stream, or a part of it. @throws AppError `not_found` when there is none. */
  read(key: string, range?: ByteRange): Promise<Readable>;
  /** In bytes; null when there is no such file. */
  size(key: string): Promise<number | null>;
  remove(key: string): Promise<void>;
  /** The names of what lies directly in a folder, files and folders. Empty when there is no such folder. */
  list(folder: string): Promise<string[]>;
  /**
   * Moves everything in a folder, into what lies in `to` already. May break off anywhere and be repeated: each file is in one
   * of the two places, whole. Does nothing when `from` is not there.
   */
  moveFolder(from: string, to: string): Promise<void>;
  removeFolder(folder: string): Promise<void>;
  use(folder: string): Promise<FolderUse>;
  /** In bytes; null where it cannot be told. */
  free(): Promise<number | null>;
  /** Removes what writers that died have left behind: half files that nobody has written to since. Answers how many. */
  removeAbandoned(before: Date): Promise<number>;
};

export type Append = (bytes: Uint8Array) => Promise<void>;
