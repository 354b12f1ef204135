import type { Core } from "@/server/platform/core";
import { type AppError, conflict } from "@/server/platform/errors";
import * as repo from "./feeds.repo";

type Key = Parameters<typeof repo.findLive>[1];

/** The refusal to subscribe twice: names the feed that is there, for people and for programs. */
export async function alreadySubscribed(ctx: Pick<Core, "db">, key: Key): Promise<AppError> {
  const known = await repo.findLive(ctx.db, key);
  return conflict(`already subscribed to «${known?.title ?? "this podcast"}»`, {
    details: { feed_id: known?.id ?? null },
  });
}

/** @throws `conflict` when a live feed has the address, had it, or has the podcast:guid */
export async function refuseKnown(ctx: Pick<Core, "db">, key: Key): Promise<void> {
  if (await repo.findLive(ctx.db, key)) throw await alreadySubscribed(ctx, key);
}
