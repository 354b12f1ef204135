// The door to every command. It needs nothing but Node.js 18: it brings what a fresh clone lacks, then does what was asked.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled, findNode } from "./install.mjs";
import { runInForeground, runQuietly } from "./run.mjs";
import { hashOf, unlessStamped } from "./stamp.mjs";
import { ensureProgram } from "./system-programs.mjs";
import { fail, step } from "./terminal.mjs";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Everything that the bundles are made of. */
const sources = [
  ...[
    "app",
    "pages",
    "components",
    "server",
    "worker",
    "deploy/local",
    "prisma",
    "public",
    "scripts/build.mjs",
    "package-lock.json",
  ],
  ...[
    "next.config.ts",
    "postcss.config.mjs",
    "tsconfig.json",
    "proxy.ts",
    "instrumentation.ts",
    "instrumentation-node.ts",
  ],
];

const tasks = {
  async start(args) {
    await prepare();
    await ensureProgram("ffmpeg");
    await build();
    return node(["dist/launcher.mjs", ...args]);
  },
  async dev(args) {
    await prepare();
    return node(["--import", "tsx", "deploy/local/launcher.ts", "--dev", ...args]);
  },
  async build() {
    await prepare();
    await build();
    return 0;
  },
  async check() {
    await prepare();
    return node(["scripts/check.mjs"]);
  },
  async test(args) {
    await prepare();
    if (args.length > 0) return node(["node_modules/vitest/vitest.mjs", "run", ...args]);
    await ensureProgram("ffmpeg");
    const chromium = await ensureProgram("chromium");
    await build();
    const units = await node(["node_modules/vitest/vitest.mjs", "run"]);
    const pages = chromium
      ? await node(["node_modules/@playwright/test/cli.js", "test"], { CHROMIUM_PATH: chromium })
      : 0;
    return units || pages;
  },
  async bench(args) {
    await prepare();
    await build();
    return node(["--import", "tsx", "tests/bench/main.ts", ...args]);
  },
};

async function prepare() {
  await ensureInstalled(root);
  const inputs = hashOf(root, ["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"]);
  await unlessStamped(path.join(root, "server/generated/.stamp"), inputs, () =>
    step("Generate the database client", () =>
      runQuietly(findNode(root), ["node_modules/prisma/build/index.js", "generate"], { cwd: root, env: environment() }),
    ),
  );
}

async function build() {
  await unlessStamped(path.join(root, "dist/.stamp"), hashOf(root, sources), () =>
    step("Build", () => runQuietly(findNode(root), ["scripts/build.mjs"], { cwd: root, env: environment() })),
  );
}

const node = (args, env = {}) =>
  runInForeground(findNode(root), args, { cwd: root, env: { ...environment(), ...env } });

/** Whatever is started below finds the same Node.js and the same tools. */
function environment() {
  const folders = [path.dirname(findNode(root)), path.join(root, "node_modules/.bin"), process.env.PATH];
  return { ...process.env, PATH: folders.join(path.delimiter), NEXT_TELEMETRY_DISABLED: "1" };
}

const [name = "", ...args] = process.argv.slice(2);
const task = tasks[name];
if (!task) fail(`there is no task ${name}; there are ${Object.keys(tasks).join(", ")}`);
task(args).then((code) => process.exit(code), fail);
