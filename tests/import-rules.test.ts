import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";

const biome = path.resolve("node_modules/@biomejs/biome/bin/biome");
let root: string;

/** A tree of its own with the project's rules, so that nothing is planted in the project itself. */
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "cast2md-rules-"));
  const rules = JSON.parse(await readFile("biome.json", "utf8"));
  await writeFile(
    path.join(root, "biome.json"),
    JSON.stringify({ ...rules, $schema: undefined, vcs: { enabled: false } }),
  );
  await writeFile(path.join(root, "package.json"), "{}"); // where Biome looks for the project that an alias belongs to
  await writeFile(path.join(root, "tsconfig.json"), JSON.stringify({ compilerOptions: { paths: { "@/*": ["./*"] } } }));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** What Biome says of these files, as one text. Empty when it has nothing to say. */
async function lint(files: Record<string, string>): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  try {
    await promisify(execFile)(
      process.execPath,
      [biome, "lint", "--colors=off", "--max-diagnostics=none", ...Object.keys(files)],
      { cwd: root },
    );
    return "";
  } catch (error) {
    return error instanceof Error && "stdout" in error && "stderr" in error
      ? `${error.stdout}${error.stderr}`
      : String(error);
  } finally {
    for (const name of Object.keys(files)) await rm(path.join(root, name));
  }
}

/** In the order of docs/development/map.md. */
const modules =
  "platform settings access jobs episodes feeds audio transcripts publishing search status transports".split(" ");

const importing = (from: string) => `import { thing } from "${from}";\nexport const other = thing;\n`;

it.each([
  ["an earlier module", "server/search/planted.ts", "@/server/transcripts/transcripts.service", true],
  ["a later module", "server/feeds/planted.ts", "@/server/search/search.service", false],
  ["a later module, of those that publish", "server/transcripts/planted.ts", "@/server/publishing/rss", false],
  [
    "an earlier module, from those that publish",
    "server/publishing/planted.ts",
    "@/server/transcripts/export-transcript",
    true,
  ],
  ["audio from feeds", "server/feeds/planted.ts", "@/server/audio/audio.service", false],
  ["feeds from audio", "server/audio/planted.ts", "@/server/feeds/feeds.service", true],
  ["transcripts from audio", "server/audio/planted.ts", "@/server/transcripts/transcripts.service", false],
  ["audio from transcripts", "server/transcripts/planted.ts", "@/server/audio/audio.service", true],
  ["a later module by a relative path", "server/feeds/planted.ts", "../search/search.service", false],
  ["the composition root", "server/feeds/planted.ts", "@/server/app", false],
  ["a transport", "server/feeds/planted.ts", "@/server/transports/trpc/router", false],
  ["another module's repo", "server/feeds/planted.ts", "@/server/episodes/episodes.repo", false],
  ["another module's repo from a folder of a module", "server/feeds/opml/planted.ts", "../../jobs/jobs.repo", false],
  ["a repo in a folder of another module", "server/audio/planted.ts", "@/server/feeds/trash/trash.repo", false],
  ["its own repo", "server/feeds/planted.ts", "./feeds.repo", true],
  ["its own repo from a folder", "server/feeds/trash/planted.ts", "../feeds.repo", true],
  ["a page from the heart", "server/feeds/planted.ts", "@/app/page", false],
  ["Next from the heart", "server/feeds/planted.ts", "next/headers", false],
  ["Bull outside its one file", "server/feeds/planted.ts", "bull", false],
  ["Bull in its module", "server/jobs/planted.ts", "bull", true],
  ["a worker from a page", "app/planted.ts", "@/worker/main", false],
  ["a page from a worker", "worker/planted.ts", "@/app/page", false],
  ["a query from a router", "server/transports/trpc/planted.ts", "@/server/feeds/feeds.repo", false],
  ["the heart from a page", "app/planted.ts", "@/server/feeds/feeds.service", true],
])("importing %s: %s from %s is allowed: %s", async (_, file, from, isAllowed) => {
  const said = await lint({ [file]: importing(from) });
  expect(said.includes("noRestrictedImports")).toBe(!isAllowed);
});

it("lets no module import a later one", async () => {
  const pairs = modules.flatMap((from, index) => modules.slice(index + 1).map((to) => ({ from, to })));
  const files = pairs.map(({ from, to }) => [`server/${from}/planted-${to}.ts`, importing(`@/server/${to}/thing`)]);
  const said = await lint(Object.fromEntries(files));
  const refused = new Set(
    [...said.matchAll(/^(\S+?\.ts)\S* lint\/style\/noRestrictedImports/gm)].map(([, file]) => file),
  );
  expect(files.map(([file]) => file).filter((file) => !refused.has(file))).toEqual([]);
});

it("refuses modules that import each other in a circle", async () => {
  const said = await lint({
    "server/feeds/planted-a.ts": 'import { b } from "./planted-b";\nexport const a: number = b;\n',
    "server/feeds/planted-b.ts": 'import { a } from "@/server/feeds/planted-a";\nexport const b: number = a;\n',
  });
  expect(said).toContain("noImportCycles");
});

it("refuses to read the environment anywhere but in its one file", async () => {
  expect(await lint({ "server/feeds/planted.ts": "export const port = process.env.PORT;\n" })).toContain(
    "noProcessEnv",
  );
});
