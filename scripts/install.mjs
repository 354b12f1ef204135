import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runQuietly } from "./run.mjs";
import { hashOf, unlessStamped } from "./stamp.mjs";
import { step } from "./terminal.mjs";

const MINIMUM_NODE = [22, 19];
/** What the platform packages of the compilers ask for. */
const NPM_NEEDS = [20, 19];

/** Installs what package-lock.json names, unless that has been done. Install scripts stay denied; nothing is downloaded beside the packages. */
export async function ensureInstalled(root) {
  const lock = hashOf(root, ["package-lock.json", ".npmrc"]);
  await unlessStamped(path.join(root, "node_modules/.cast2md/installed"), lock, async () => {
    const folders = [...(isOlderThan(NPM_NEEDS) ? [await fetchNode(root)] : []), process.env.PATH];
    const env = { ...process.env, PATH: folders.join(path.delimiter), ONNXRUNTIME_NODE_INSTALL: "skip", NODE_ENV: "" };
    const [command, ...args] = npmCommand();
    await step("Install packages", () =>
      runQuietly(command, [...args, "ci", "--no-audit", "--no-fund"], { cwd: root, env }),
    );
  });
}

/**
 * npm leaves out optional packages that the Node.js it runs on is too old for, compilers among them. So an old one first fetches
 * the one that comes with the packages, into a folder of its own. Answers the folder of its program.
 */
async function fetchNode(root) {
  const name = `node-${process.platform}-${process.arch}`;
  const version = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).optionalDependencies[name];
  if (!version || !hasGlibc()) throw tooOld();
  const folder = mkdtempSync(path.join(tmpdir(), "cast2md-node-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  await step("Fetch a newer Node.js", () =>
    runQuietly("npm", ["install", "--no-save", "--prefix", folder, `${name}@${version}`], { cwd: folder }),
  );
  return path.join(folder, "node_modules", name, "bin");
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
  if (isOlderThan(MINIMUM_NODE)) throw tooOld();
  return process.execPath;
}

const tooOld = () =>
  new Error(
    `Node.js ${MINIMUM_NODE.join(".")} or newer is needed here (this is ${process.versions.node}): install it from nodejs.org`,
  );

function isOlderThan([wantedMajor, wantedMinor]) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}
