import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ChildLog } from "./child-log";
import { childService, hasExited, type LocalService } from "./local-service";

/** Where the parts of cast2md lie: as bundles, or as sources for development. */
export type Layout = { isDev: boolean; root: string };

type Start = { layout: Layout; env: Record<string, string>; log: ChildLog };

const START_TIMEOUT_MS = 60_000;

/** Starts the web server. Resolves when it answers. */
export async function startWeb({ layout, env, log }: Start): Promise<LocalService> {
  const { HOST: host = "", PORT: port = "" } = env;
  const next = path.join(layout.root, "node_modules/next/dist/bin/next");
  const child = layout.isDev
    ? forkModule(next, ["dev", "--hostname", host, "--port", port], layout, { ...env, NODE_ENV: "development" }, log)
    : forkModule(
        path.join(layout.root, ".next/standalone/server.js"),
        [],
        layout,
        { ...env, HOSTNAME: host, NODE_ENV: "production" },
        log,
      );
  await untilAnswering(`http://${host.includes(":") ? `[${host}]` : host}:${port}/api/health`, child, log);
  return childService(child);
}

/** Starts a worker. Resolves when it serves the queues. */
export async function startWorker({ layout, env, log }: Start): Promise<LocalService> {
  const file = layout.isDev ? "worker/main.ts" : "dist/worker.mjs";
  const child = forkModule(
    path.join(layout.root, file),
    [],
    layout,
    { ...env, NODE_ENV: layout.isDev ? "development" : "production" },
    log,
  );
  await Promise.race([once(child, "message"), once(child, "exit")]);
  if (hasExited(child)) throw new Error(`the worker ended while it started; ${log.file} says why`);
  return childService(child);
}

/** In a group of its own, so that Ctrl-C reaches the launcher alone and it stops the parts in order. */
function forkModule(
  file: string,
  args: string[],
  layout: Layout,
  env: Record<string, string>,
  log: ChildLog,
): ChildProcess {
  const child = fork(file, args, {
    cwd: layout.root,
    env: { ...process.env, ...env } as NodeJS.ProcessEnv,
    // Source maps would take 70 MB and more of each process: NODE_OPTIONS=--enable-source-maps brings them when they are needed.
    execArgv: file.endsWith(".ts") ? ["--import", "tsx"] : [],
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  log.follow(child.stdout);
  log.follow(child.stderr);
  return child;
}

async function untilAnswering(url: string, child: ChildProcess, log: ChildLog): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (hasExited(child)) throw new Error(`the web server ended while it started; ${log.file} says why`);
    const isAnswering = await fetch(url, { signal: AbortSignal.timeout(20_000) }).then(
      () => true, // an unhealthy server answers too
      () => false,
    );
    if (isAnswering) return;
    await sleep(50);
  }
  child.kill("SIGKILL");
  throw new Error(`the web server did not answer within a minute; ${log.file} says more`);
}
