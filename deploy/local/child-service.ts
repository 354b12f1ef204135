import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

/** A process that was started for this machine only, and whoever started it may end. */
export type ChildService = {
  pid: number;
  /** Ends it, at first politely. Resolves when it is gone. */
  stop: () => Promise<void>;
  /** Calls back once when it has ended, by `stop` or by itself. */
  onExit: (listener: () => void) => void;
};

const STOP_GRACE_MS = 10_000; // a database writes its last checkpoint

/** The handle of a child process. */
export function childService(child: ChildProcess): ChildService {
  const exited = new Promise<void>((resolve) => {
    if (hasExited(child)) resolve();
    else child.once("exit", () => resolve());
  });
  return {
    pid: child.pid ?? -1,
    async stop() {
      child.kill("SIGTERM");
      const deadline = setTimeout(() => child.kill("SIGKILL"), STOP_GRACE_MS);
      await exited;
      clearTimeout(deadline);
    },
    onExit(listener) {
      void exited.then(listener);
    },
  };
}

export function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/**
 * Starts a module as a child process in a group of its own, so that a Ctrl-C at the terminal reaches the parent alone.
 * Gives back the first message of the child, or undefined if it ended without one.
 */
export async function startChild<Message>(
  entry: URL,
  args: string[],
  env: Record<string, string> = {},
): Promise<{ child: ChildProcess; message: Message | undefined }> {
  const child = fork(fileURLToPath(entry), args, {
    env: { ...process.env, ...env },
    execArgv: extname(entry.pathname) === ".ts" ? ["--import", "tsx"] : [],
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [message] = (await Promise.race([once(child, "message"), once(child, "exit").then(() => [])])) as [Message?];
  return { child, message };
}

/** The module of that name beside this one: TypeScript when run from source, JavaScript when bundled. */
export function siblingModule(importMetaUrl: string, name: string): URL {
  return new URL(name + extname(new URL(importMetaUrl).pathname), importMetaUrl);
}
