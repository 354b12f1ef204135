import { z } from "zod";
import { priorities } from "@/server/jobs/catalog";
import type { Bell } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { addFeed } from "../add-feed";
import { addUnread } from "./add-unread";
import type { JudgedLine } from "./judge-lines";
import type { ImportedLine } from "./opml.schema";

/** Milliseconds for all lines together, and for one. */
export type ImportBudget = { totalMs: number; lineMs: number };

/** As long as a person, and any proxy between, waits for an answer; one silent host must not take it all. */
const PATIENCE: ImportBudget = { totalMs: 20_000, lineMs: 8_000 };
/** Each may hold a feed of 25 MB while it is read. */
const AT_ONCE = 6;

type Context = Pick<Core, "db" | "http" | "clock" | "env" | "log" | "secrets"> & { bell: Bell };

type Outcome = Pick<ImportedLine, "status" | "feed_id" | "message">;
/** A feed that could not be read in time, and may yet be good. */
type Unread = { status: "unread"; message: string };

/** Adds the new ones of these lines, several at once; the others are answered as they were judged. The order is kept. */
export async function importLines(
  ctx: Context,
  lines: readonly JudgedLine[],
  { totalMs, lineMs }: ImportBudget = PATIENCE,
): Promise<ImportedLine[]> {
  const deadline = AbortSignal.timeout(totalMs);
  const outcomes = await mapAtOnce(lines, async (line): Promise<Outcome | Unread> => {
    const { status, feedId: feed_id, message } = line;
    if (status !== "new" || line.address === null)
      return { status: status === "new" ? "invalid" : status, feed_id, message };
    if (deadline.aborted) return { status: "unread", message: "Not read yet: there were many" };
    return add(ctx, line.address, AbortSignal.any([deadline, AbortSignal.timeout(lineMs)]));
  });

  const unread = lines.flatMap((line, index) => {
    const outcome = outcomes[index];
    return outcome?.status === "unread" ? [{ line, message: outcome.message }] : [];
  });
  const added = await addUnread(ctx, unread);
  return lines.map((line, index) => {
    const outcome = outcomes[index];
    const { title, url, folder } = line;
    const settled = outcome && outcome.status !== "unread" ? outcome : added.get(line);
    return { title, url, folder, ...(settled ?? { status: "failed", feed_id: null, message: "Not reached" }) };
  });
}

async function add(ctx: Context, url: string, signal: AbortSignal): Promise<Outcome | Unread> {
  try {
    const feed = await addFeed(ctx, { url }, { priority: priorities.fresh, signal });
    return { status: "added", feed_id: feed.id, message: null };
  } catch (error) {
    if (error === signal.reason) return { status: "unread", message: "Not read yet: its host is slow" };
    if (!(error instanceof AppError)) {
      ctx.log.error("opml.line_failed", { error });
      return { status: "failed", feed_id: null, message: "Something went wrong here; the server's log says what" };
    }
    if (error.kind === "conflict") return { status: "subscribed", feed_id: feedIdOf(error), message: error.message };
    if (error.retryAfterMs !== undefined) return { status: "unread", message: `Not read yet: ${error.message}` };
    return { status: "failed", feed_id: null, message: error.message };
  }
}

const feedIdOf = (error: AppError) => z.object({ feed_id: z.number() }).safeParse(error.details).data?.feed_id ?? null;

async function mapAtOnce<In, Out>(list: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  const waiting = list.entries();
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
