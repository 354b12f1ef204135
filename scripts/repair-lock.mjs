// Adds entries to package-lock.json for optional platform packages that the registry in use did not offer when the lock was
// made. `npm ci` refuses a lock without them. They carry no integrity hash and are never installed on a machine they do not fit.
import { readFileSync, writeFileSync } from "node:fs";

const file = process.argv[2] ?? "package-lock.json";
const lock = JSON.parse(readFileSync(file, "utf8"));
const { packages } = lock;

const systems = [
  "android",
  "darwin",
  "freebsd",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "aix",
  "linux",
  "win32",
  "windows",
];
const processors = [
  "arm64",
  "aarch64",
  "x64",
  "x86_64",
  "ia32",
  "arm",
  "armv7",
  "ppc64",
  "s390x",
  "riscv64",
  "loong64",
  "mips64el",
  "wasm32",
];

let added = 0;
for (const [location, entry] of Object.entries(packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(location, name)) continue;
    const version = /\d+\.\d+\.\d+[-\w.]*/.exec(range)?.[0];
    if (!version) continue;
    packages[`node_modules/${name}`] = placeholder(name, version, entry);
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} optional platform packages added to ${file}\n`);

/** Looks where Node would: beside the dependent, then in each folder above. */
function isLocked(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (!folder.includes("/node_modules/")) return folder !== "" && packages[`node_modules/${name}`] !== undefined;
  }
}

function placeholder(name, version, { dev }) {
  const os = systems.find((system) => name.includes(system));
  const cpu = processors.find((processor) => name.includes(processor));
  const libc = /musl/.test(name) ? "musl" : /gnu|glibc/.test(name) ? "glibc" : undefined;
  return {
    version,
    ...(cpu ? { cpu: [cpu === "aarch64" ? "arm64" : cpu === "x86_64" ? "x64" : cpu] } : {}),
    ...(dev ? { dev: true } : {}),
    optional: true,
    ...(os ? { os: [os === "windows" ? "win32" : os] } : {}),
    ...(libc ? { libc: [libc] } : {}),
  };
}
