// Makes dist/ (launcher, worker and the embedded services, one bundle each) and .next/standalone (the web server).
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { build } from "esbuild";
import { runQuietly } from "./run.mjs";

await rm("dist", { recursive: true, force: true });
await Promise.all([bundleProcesses(), buildWeb()]);

async function bundleProcesses() {
  await build({
    entryPoints: {
      launcher: "deploy/local/launcher.ts",
      "postgres-main": "deploy/local/postgres/postgres-main.ts",
      "js-redis-main": "deploy/local/redis/js-redis-main.ts",
      worker: "worker/main.ts",
    },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    // Stack traces need places, not texts: these would be 10 MB of every process that reads the maps.
    sourcemap: true,
    sourcesContent: false,
    minifySyntax: true,
    logLevel: "error",
    // WebAssembly beside their modules, and what Bull reads from its own folder.
    external: ["@electric-sql/*", "js-redis-server", "lua-redis-wasm", "bull", "pg-native"],
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
}

async function buildWeb() {
  await copySwagger();
  await runQuietly(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env: { ...process.env, NODE_ENV: "production" },
  });
  await cp(".next/static", ".next/standalone/.next/static", { recursive: true });
  await cp("public", ".next/standalone/public", { recursive: true });
}

/** The pages of the API's documentation work without a network: what they need is served from here. */
async function copySwagger() {
  const from = "node_modules/swagger-ui-dist";
  await mkdir("public/swagger", { recursive: true });
  const wanted = (await readdir(from)).filter((name) =>
    ["swagger-ui-bundle.js", "swagger-ui.css", "swagger-ui-standalone-preset.js"].includes(name),
  );
  await Promise.all(wanted.map((name) => cp(`${from}/${name}`, `public/swagger/${name}`)));
}
