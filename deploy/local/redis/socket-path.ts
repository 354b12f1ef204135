import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const MAX_SOCKET_PATH_BYTES = 103; // macOS; Linux allows four more

/**
 * Where a unix socket of that name goes: into the directory or, if its path is too long for a socket, into a private
 * temporary one. That choice is noted in the directory, so that a server which outlives its parent is found again.
 */
export function socketPathIn(dir: string, name: string): string {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const plain = join(dir, name);
  if (Buffer.byteLength(plain) <= MAX_SOCKET_PATH_BYTES) return plain;

  const note = `${plain}.path`;
  const noted = readNote(note);
  if (noted && isPrivateDirectory(dirname(noted))) return noted;

  const path = join(mkdtempSync(join(tmpdir(), "cast2md-")), name);
  writeFileSync(note, path, { mode: 0o600 });
  return path;
}

function readNote(note: string): string | null {
  try {
    return readFileSync(note, "utf8");
  } catch {
    return null;
  }
}

/** Ours and closed to others: somebody else may have made a directory of the same name after ours was cleaned away. */
function isPrivateDirectory(dir: string): boolean {
  const stats = statSync(dir, { throwIfNoEntry: false });
  return stats?.isDirectory() === true && stats.uid === process.getuid?.() && (stats.mode & 0o077) === 0;
}
