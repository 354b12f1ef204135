import { existsSync } from "node:fs";
import path from "node:path";
import { runQuietly } from "./run.mjs";
import { note, step } from "./terminal.mjs";

/** Programs that no npm package brings, how to get each, and what works without it. */
const programs = {
  ffmpeg: {
    names: ["ffmpeg"],
    variable: "FFMPEG_PATH",
    debian: "ffmpeg",
    withoutIt:
      "ffmpeg was not found: everything works except transcribing audio here. Install it from your system's packages",
  },
  chromium: {
    names: ["chromium", "chromium-browser", "google-chrome"],
    variable: "CHROMIUM_PATH",
    debian: "chromium",
    withoutIt: "Chromium was not found: the browser tests are left out. Install it, or name it in CHROMIUM_PATH",
  },
};

/** Finds a program; on Debian and Ubuntu as root it is installed when it is missing. Answers its path or null. */
export async function ensureProgram(name) {
  const program = programs[name];
  const found = findProgram(program);
  if (found) return found;
  if (canInstall()) {
    await step(`Install ${name}`, async () => {
      await runQuietly("apt-get", ["update", "-qq"]).catch(() => {}); // the lists on the machine may do
      await runQuietly("apt-get", ["install", "-y", "-qq", "--no-install-recommends", program.debian], {
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    }).catch(() => {});
  }
  const installed = findProgram(program);
  if (!installed) note(program.withoutIt);
  return installed;
}

function findProgram({ names, variable }) {
  const named = process.env[variable];
  if (named) return existsSync(named) ? named : null;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return (
    names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file)) ?? null
  );
}

const canInstall = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
