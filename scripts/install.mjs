import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { runQuietly } from "./run.mjs";
import { hashOf, unlessStamped } from "./stamp.mjs";
import { step } from "./terminal.mjs";

const MINIMUM_NODE = [22, 19];

/** Installs what package-lock.json names, unless that has been done. Install scripts stay denied; nothing is downloaded beside the packages. */
export async function ensureInstalled(root) {
  await unlessStamped(
    path.join(root, "node_modules/.cast2md/installed"),
    hashOf(root, ["package-lock.json", ".npmrc"]),
    () =>
      step("Install packages", () => {
        const [command, ...args] = npmCommand();
        return runQuietly(command, [...args, "ci", "--no-audit", "--no-fund"], {
          cwd: root,
          env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: "skip", NODE_ENV: "" },
        });
      }),
  );
}

/** npm 11 understands the lock and the denied scripts; an older one is asked to fetch it. */
function npmCommand() {
  const installed = npmVersion();
  if (installed === null) throw new Error("npm was not found: install Node.js with npm, then start again");
  return installed >= 11 ? ["npm"] : ["npx", "--yes", "npm@11"];
}

function npmVersion() {
  try {
    return Number.parseInt(
      execFileSync("npm", ["--version"], { encoding: "utf8", env: { ...process.env, npm_config_prefix: "" } }),
      10,
    );
  } catch {
    return null;
  }
}

/** The Node.js that comes with the packages is made for glibc; Alpine has another. */
const hasGlibc = () =>
  process.platform !== "linux" || process.report.getReport().header.glibcVersionRuntime !== undefined;

/** The Node.js that everything runs on: the one that came with the packages, or this one if it is new enough. */
export function findNode(root) {
  const bundled = path.join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(bundled) && hasGlibc()) return bundled;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return process.execPath;
  throw new Error(
    `Node.js ${MINIMUM_NODE.join(".")} or newer is needed here (this is ${process.versions.node}): install it from nodejs.org`,
  );
}
