import type { Core } from "@/server/platform/core";
import { canonicalFeedUrl } from "../canonical-url";
import { splitAccess, urlKeyOfAddress } from "../feed-access";
import { listLiveAmong, listSubscriptions } from "../subscriptions.repo";
import { type ImportBudget, importLines } from "./import-lines";
import { type JudgedLine, judgeLines, keyOfLine } from "./judge-lines";
import {
  type ImportOpml,
  ImportStatus,
  type OpmlImport,
  type OpmlPreview,
  type PreviewOpml,
  PreviewStatus,
} from "./opml.schema";
import { type OpmlLine, readOpml } from "./read-opml";
import { writeOpml } from "./write-opml";

/** Says what an import of this file would do. Nothing is fetched. @throws `invalid` when it is no OPML */
export async function previewOpml(ctx: Pick<Core, "db" | "secrets">, { opml }: PreviewOpml): Promise<OpmlPreview> {
  const document = readOpml(opml);
  const lines = await judge(ctx, document.lines);
  return { title: document.title, counts: countByStatus(PreviewStatus.options, lines), lines: lines.map(shownLine) };
}

/**
 * Subscribes to what a file lists, or to those of its lines that `urls` names. A line that fails says why and leaves nothing
 * behind; doing it twice does nothing twice. It takes some 20 seconds at most: lines that were not reached by then are added
 * unread. @throws `invalid` when it is no OPML
 */
export async function importOpml(
  ctx: Parameters<typeof importLines>[0],
  { opml, urls }: ImportOpml,
  budget?: ImportBudget,
): Promise<OpmlImport> {
  const wanted = urls && new Set(urls.map(selectionKey));
  const all = readOpml(opml).lines;
  const lines = await judge(ctx, wanted ? all.filter(({ address }) => wanted.has(selectionKey(address))) : all);
  const imported = await importLines(ctx, lines, budget);
  return { counts: countByStatus(ImportStatus.options, imported), lines: imported };
}

/** Every live feed as OPML 2.0, with a name for the file. */
export async function exportOpml(ctx: Pick<Core, "db" | "clock">): Promise<{ fileName: string; body: string }> {
  const createdAt = ctx.clock.now();
  const subscriptions = await listSubscriptions(ctx.db);
  return {
    fileName: `podcasts-${createdAt.toISOString().slice(0, 10)}.opml`,
    body: writeOpml({ title: "Podcasts in cast2md", createdAt, subscriptions }),
  };
}

async function judge(ctx: Pick<Core, "db" | "secrets">, lines: readonly OpmlLine[]): Promise<JudgedLine[]> {
  const urlKeyOf = (address: string) => urlKeyOfAddress(ctx, address);
  const keys = lines.flatMap((line) => keyOfLine(line, urlKeyOf)?.key ?? []);
  const known = await listLiveAmong(ctx.db, {
    urlKeys: keys.flatMap((key) => ("urlKey" in key ? key.urlKey : [])),
    itunesIds: keys.flatMap((key) => ("itunesId" in key ? key.itunesId : [])),
  });
  return judgeLines(lines, known, urlKeyOf);
}

/** A page selects by what it was shown, which is without passwords and tokens. */
const selectionKey = (url: string) => {
  const shown = URL.canParse(url.trim()) ? splitAccess(url.trim()).url : url.trim();
  return canonicalFeedUrl(shown) ?? shown;
};

function shownLine({ title, url, folder, status, feedId, message }: JudgedLine): OpmlPreview["lines"][number] {
  return { title, url, folder, status, feed_id: feedId, message };
}

function countByStatus<Status extends string>(
  statuses: readonly Status[],
  lines: readonly { status: Status }[],
): Record<Status, number> {
  const counts = statuses.map((status) => [status, lines.filter((line) => line.status === status).length]);
  return Object.fromEntries(counts) as Record<Status, number>; // every status has its entry
}
