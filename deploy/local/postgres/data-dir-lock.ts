import { randomUUID } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { conflict } from "@/server/platform/errors";
import { identifyProcess, isRunning, type ProcessIdentity } from "../process-identity";

export type DataDirLock = { release: () => void };

const Claim = z.object({ pid: z.number(), startedAt: z.string().nullable(), isReleased: z.boolean() });
type Claim = z.infer<typeof Claim>;

/**
 * Claims a data directory for this process, or throws `conflict` while another one holds it. Node has no flock, so the
 * claims beside the directory are numbered: the highest counts, each number can be created once, and numbers only grow.
 * Two processes that find the same dead claim therefore cannot both take it over.
 */
export function lockDataDir(dataDir: string): DataDirLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const claimsDir = `${realpathSync(dataDir)}.lock`;
  mkdirSync(claimsDir, { recursive: true, mode: 0o700 });
  const mine = thisProcess();

  for (;;) {
    const last = Math.max(0, ...claimNumbers(claimsDir));
    const holder = readClaim(join(claimsDir, String(last)));
    if (holder && !holder.isReleased && isRunning(holder)) {
      throw conflict(`${dataDir} is in use by another cast2md (process ${holder.pid})`);
    }

    const path = join(claimsDir, String(last + 1));
    if (!create(path, { ...mine, isReleased: false })) continue;

    const numbers = claimNumbers(claimsDir);
    if (Math.max(...numbers) !== last + 1) {
      rmSync(path); // others have come and gone since the list was read
      continue;
    }
    for (const number of numbers) if (number <= last) rmSync(join(claimsDir, String(number)), { force: true });
    // The file stays: its number must not be given out again.
    return { release: () => replace(path, { ...mine, isReleased: true }) };
  }
}

function thisProcess(): ProcessIdentity {
  return identifyProcess(process.pid) ?? { pid: process.pid, startedAt: null };
}

function claimNumbers(claimsDir: string): number[] {
  return readdirSync(claimsDir).map(Number).filter(Number.isSafeInteger);
}

function readClaim(path: string): Claim | null {
  try {
    return Claim.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null; // none yet, or it went while it was read
  }
}

/** Creates the claim whole or not at all: false if another process was first. */
function create(path: string, claim: Claim): boolean {
  const draft = writeDraft(path, claim);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function replace(path: string, claim: Claim): void {
  renameSync(writeDraft(path, claim), path);
}

function writeDraft(path: string, claim: Claim): string {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(claim), { mode: 0o600 });
  return draft;
}
