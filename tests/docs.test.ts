import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { EpisodeState } from "@/server/episodes/episode-state";
import { transcriptExports } from "@/server/transcripts/exports/index";
import { compileRoutes } from "@/server/transports/rest/compile-routes";
import { fileOperations } from "@/server/transports/rest/file-operations";
import { httpStatus } from "@/server/transports/rest/problem";
import { appRouter } from "@/server/transports/trpc/router";

const read = (file: string) => readFileSync(path.resolve(file), "utf8");
const pages = readdirSync("docs", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`)
  .concat("README.md");

it("every page is in the navigation, and nothing else is", () => {
  const listed = [...read("mkdocs.yml").matchAll(/: (\S+\.md)$/gm)].map(([, page]) => `docs/${page}`);
  expect(listed.sort()).toEqual(pages.filter((page) => page !== "README.md").sort());
});

it.each(pages)("%s links to files that exist", (page) => {
  const links = [...read(page).matchAll(/\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) => target);
  const local = links.filter((target) => !/^[a-z]+:/.test(target));
  expect(local.filter((target) => !existsSync(path.join(path.dirname(page), target)))).toEqual([]);
});

it.each(pages)("%s names files of the project that exist", (page) => {
  const named = [...read(page).matchAll(/`((?:server|worker|deploy|scripts|tests|prisma|pages)\/[\w./-]+)`/g)];
  expect(named.map(([, file = ""]) => file).filter((file) => !existsSync(file))).toEqual([]);
});

it("the page on the API lists every operation, and no other", () => {
  const listed = [...read("docs/api.md").matchAll(/^\| `([A-Z]+ \/api\/[^`]*)` \|/gm)].map(
    ([, operation]) => operation,
  );
  const derived = compileRoutes(appRouter).map(({ rest }) => `${rest.method} /api${rest.path}`);
  const files = Object.keys(fileOperations).map((file) => `GET /api${file}`);
  expect(listed.sort()).toEqual([...derived, ...files].sort());
});

it("the page on the API knows the status of every kind of failure", () => {
  const rows = [...read("docs/api.md").matchAll(/^\| (\d{3}) \| `(\w+)` \|/gm)];
  const listed = new Map(rows.map(([, status, code = ""]) => [code, Number(status)]));
  const kinds = Object.entries(httpStatus).map(([kind, status]) => [kind.toUpperCase(), status] as const);
  expect(kinds.filter(([code, status]) => listed.get(code) !== status)).toEqual([]);
});

it("every state of an episode and every form of export is explained", () => {
  const states = EpisodeState.options.filter((state) => !read("docs/podcasts.md").includes(`\`${state}\``));
  const formats = transcriptExports.filter(({ format }) => !read("docs/transcripts.md").includes(`\`${format}\``));
  expect([...states, ...formats]).toEqual([]);
});
