import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** One process and no later one with the same number. `startedAt` is opaque, and null where the system does not tell. */
export type ProcessIdentity = { pid: number; startedAt: string | null };

const ZOMBIE = "zombie";

/** Names the process that has this number now, or null if there is none. One that only waits to be reaped is none. */
export function identifyProcess(pid: number): ProcessIdentity | null {
  if (!isAlive(pid)) return null;
  const startedAt = startOnLinux(pid) ?? startByPs(pid);
  return startedAt === ZOMBIE ? null : { pid, startedAt };
}

/** Whether this very process still runs. */
export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  const now = identifyProcess(pid);
  return now !== null && (startedAt === null || now.startedAt === null || now.startedAt === startedAt);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"; // it lives, and belongs to somebody else
  }
}

function startOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" "); // the name before it may hold anything
    if (state === "Z") return ZOMBIE;
    const ticksSinceBoot = fields[18];
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${ticksSinceBoot}`;
  } catch {
    return null;
  }
}

function startByPs(pid: number): string | null {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}
