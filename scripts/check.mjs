// Everything that is checked without running the code, side by side.
import { spawn } from "node:child_process";

const checks = {
  biome: ["node_modules/@biomejs/biome/bin/biome", "ci", "--colors=off", "."],
  // The types of routes come from the folders of app/.
  tsc: ["scripts/check-types.mjs"],
  knip: ["node_modules/knip/bin/knip.js", "--no-progress"],
};

const results = await Promise.all(Object.entries(checks).map(([name, args]) => run(name, args)));
process.exit(results.every(Boolean) ? 0 : 1);

function run(name, args) {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("exit", (code) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      process.stdout.write(code === 0 ? `✓ ${name} (${seconds} s)\n` : `✗ ${name} (${seconds} s)\n${output}\n`);
      resolve(code === 0);
    });
  });
}
