import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { z } from "zod";

/** A process that serves this machine only, and that whoever holds this may end. */
export type LocalService = {
  pid: number;
  /** Ends it, at first politely. Resolves when it is gone. */
  stop: () => Promise<void>;
  /** Calls back once when it has ended, by `stop` or by itself. */
  onExit: (listener: () => void) => void;
};

/** Takes what a child prints. Without one it goes to the terminal. */
export type FollowOutput = (stream: Readable) => void;

const STOP_GRACE_MS = 10_000; // a database writes its last checkpoint

/** The handle of a process, given how to signal it and how to know that it has ended. */
export function localService(options: {
  pid: number;
  exited: Promise<void>;
  kill: (signal: NodeJS.Signals) => void;
}): LocalService {
  const { pid, exited, kill } = options;
  return {
    pid,
    async stop() {
      kill("SIGTERM");
      const deadline = setTimeout(() => kill("SIGKILL"), STOP_GRACE_MS);
      await exited;
      clearTimeout(deadline);
    },
    onExit(listener) {
      void exited.then(listener);
    },
  };
}

/** The handle of a child process that has started. */
export function childService(child: ChildProcess): LocalService {
  const exited = new Promise<void>((resolve) => {
    if (hasExited(child)) resolve();
    else child.once("exit", () => resolve());
  });
  return localService({ pid: child.pid ?? -1, exited, kill: (signal) => void child.kill(signal) });
}

export function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/**
 * Starts a module as a child process in a group of its own, so that a Ctrl-C at the terminal reaches the parent alone.
 * Gives back its first message too, or undefined if it ended without one.
 */
export async function startChild<Report extends z.ZodType>(options: {
  entry: URL;
  args: string[];
  env?: Record<string, string>;
  report: Report;
  follow?: FollowOutput | undefined;
}): Promise<{ child: ChildProcess; report: z.infer<Report> | undefined }> {
  const { entry, args, env = {} } = options;
  const child = fork(fileURLToPath(entry), args, {
    env: { ...process.env, ...env },
    execArgv: extname(entry.pathname) === ".ts" ? ["--import", "tsx"] : [],
    detached: true,
    stdio: ["ignore", options.follow ? "pipe" : "inherit", options.follow ? "pipe" : "inherit", "ipc"],
  });
  for (const stream of [child.stdout, child.stderr]) if (stream) options.follow?.(stream);
  const [message] = await Promise.race([once(child, "message"), once(child, "exit").then(() => [])]);
  return { child, report: message === undefined ? undefined : options.report.parse(message) };
}

/** The module of that name beside this one: TypeScript when run from source, JavaScript when bundled. */
export function siblingModule(importMetaUrl: string, name: string): URL {
  return new URL(name + extname(new URL(importMetaUrl).pathname), importMetaUrl);
}
